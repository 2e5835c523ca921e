import {
  isNetworkOf,
  isSiameseKind,
  NETWORKS,
  hasTasks,
  pairingKindsFor,
  taskOf,
  tellsSame,
  type ExperimentSpec,
  type NetworkKind,
  type NetworkSpec,
} from '#shared/experiment/experiment';
import { designText } from '#shared/experiment/design';
import { usualProtocolsFor } from '#shared/protocols/protocols';
import { hasOption, networkSpecSchema } from '#shared/networks/network-spec';
import { pairingSpecSchema } from '#shared/pairings/pairing-spec';
import { FIRST_DRAFT, readNumber, readNumbers, readRanges, type DraftText } from './draft-text';

/** The heads that a network can have; none where there is nothing to choose. */
export function headsOf(kind: NetworkKind): readonly DraftText['head'][] {
  return hasOption(kind, 'head') ? NETWORKS.get(kind).heads.filter((head) => head !== 'first') : [];
}

/** The network for the shared validation; numbers may be none yet. */
function networkDraft(text: DraftText): unknown {
  const { network: kind, towers, head, transfer, scaling, frozenThrough } = text;
  return {
    kind,
    ...(hasOption(kind, 'width')
      ? {
          width: readNumber(text.width),
          embedding: readNumber(text.embedding),
          dropout: readNumber(text.dropout),
          l2: readNumber(text.l2),
        }
      : {}),
    ...(hasOption(kind, 'towers') ? { towers } : {}),
    ...(headsOf(kind).length > 0 ? { head } : {}),
    ...(hasOption(kind, 'transfer')
      ? {
          scaling,
          headUnits: readNumber(text.headUnits),
          transfer:
            transfer === 'none'
              ? null
              : { weights: transfer, frozenThrough: frozenThrough === 'none' ? null : frozenThrough },
        }
      : {}),
  };
}

/** The network, once its numbers are; null before. */
export function networkOf(text: DraftText): NetworkSpec | null {
  const result = networkSpecSchema.safeParse(networkDraft(text));
  return result.success ? result.data : null;
}

function pairingDraft(text: DraftText): unknown {
  const { pairing: kind, draw } = text;
  if (!isSiameseKind(text.network)) return null;
  const redraw = text.redraw === 'each-epoch';
  const permutations = readNumber(text.permutations);
  const sameWeight = readNumber(text.sameWeight);
  switch (kind) {
    case 'class-preserving':
      return { kind, permutations, draw, redraw };
    case 'rotations':
      return { kind, rotations: readNumbers(text.rotations), sameWeight };
    case 'random-permutation':
      return { kind, permutations, redraw, sameWeight };
    case 'balanced':
      return { kind, redraw };
    default:
      return { kind };
  }
}

/** What the shared validation is asked about. Text that is not a number is passed on, so that its message can say so. */
export function draftOf(text: DraftText): unknown {
  return {
    dataset: text.dataset,
    fraction: readNumber(text.fraction),
    network: networkDraft(text),
    ...(hasTasks(text.network) ? { task: text.task } : {}),
    pairing: pairingDraft(text),
    training: {
      epochs: readNumber(text.epochs),
      batchSize: readNumber(text.batchSize),
      optimiser: text.optimiser,
      learningRate: readNumber(text.learningRate),
      ...(text.optimiser === 'sgd' ? { momentum: readNumber(text.momentum) } : {}),
      earlyStopping:
        text.patience.trim() === '' ? null : { patience: readNumber(text.patience), monitor: text.monitor },
      keep: text.keep,
    },
    validation:
      text.validation === 'held-out' ? { kind: 'held-out', fraction: readNumber(text.heldOut) } : { kind: 'test-set' },
    protocols: text.protocols,
    compute: {
      device: text.device,
      threads: text.threads.trim() === '' ? null : readNumber(text.threads),
      precision: text.precision,
    },
    seeds: readRanges(text.seeds),
  };
}

/** The way back: a stored design, ready to be changed. */
export function textOf(spec: ExperimentSpec): DraftText {
  const { training, validation, protocols, network, task } = spec;
  const isAll = JSON.stringify(protocols) === JSON.stringify(usualProtocolsFor(network, task));
  return {
    ...FIRST_DRAFT,
    dataset: spec.dataset,
    fraction: String(spec.fraction),
    ...networkText(network),
    task,
    ...(spec.pairing === null ? {} : pairingText(spec.pairing)),
    epochs: String(training.epochs),
    batchSize: String(training.batchSize),
    optimiser: training.optimiser,
    learningRate: String(training.learningRate),
    ...(training.optimiser === 'sgd' ? { momentum: String(training.momentum) } : {}),
    patience: String(training.earlyStopping?.patience ?? ''),
    monitor: training.earlyStopping?.monitor ?? FIRST_DRAFT.monitor,
    keep: training.keep,
    validation: validation.kind,
    ...(validation.kind === 'held-out' ? { heldOut: String(validation.fraction) } : {}),
    protocols: isAll ? null : protocols,
    seeds: spec.seeds.join(', '),
    device: spec.compute.device,
    threads: String(spec.compute.threads ?? ''),
    precision: spec.compute.precision,
  };
}

function networkText(network: NetworkSpec): Partial<DraftText> {
  return {
    network: network.kind,
    ...('width' in network
      ? {
          width: String(network.width),
          embedding: String(network.embedding),
          dropout: String(network.dropout),
          l2: String(network.l2),
        }
      : {}),
    ...('towers' in network ? { towers: network.towers } : {}),
    ...('head' in network ? { head: network.head } : {}),
    ...(isNetworkOf(network, 'vgg19')
      ? {
          scaling: network.scaling,
          headUnits: String(network.headUnits),
          transfer: network.transfer?.weights ?? 'none',
          frozenThrough:
            network.transfer === null ? FIRST_DRAFT.frozenThrough : (network.transfer.frozenThrough ?? 'none'),
        }
      : {}),
  };
}

function pairingText(pairing: NonNullable<ExperimentSpec['pairing']>): Partial<DraftText> {
  return {
    pairing: pairing.kind,
    ...('permutations' in pairing ? { permutations: String(pairing.permutations) } : {}),
    ...('draw' in pairing ? { draw: pairing.draw } : {}),
    ...('redraw' in pairing ? { redraw: pairing.redraw ? ('each-epoch' as const) : ('once' as const) } : {}),
    ...('rotations' in pairing ? { rotations: pairing.rotations.join(', ') } : {}),
    ...('sameWeight' in pairing ? { sameWeight: String(pairing.sameWeight) } : {}),
  };
}

/**
 * A draft after a change, with what follows from it: another network brings the towers, the head and the pairing of its
 * own that the deck gave it (the size of its towers stays), another pairing its own options, and what the change makes
 * impossible is let go of.
 */
export function changed(text: DraftText, change: Partial<DraftText>): DraftText {
  const next = { ...text, ...change };
  const isOther = (field: keyof DraftText): boolean => change[field] !== undefined && change[field] !== text[field];
  if (isOther('network'))
    return { ...next, ...ownOf(next.network, next), ...pairingOwn(next.network), protocols: null };
  return {
    ...next,
    ...(isOther('pairing') ? pairingText(pairingSpecSchema.parse({ kind: next.pairing })) : {}),
    // what weights were trained with, unless the person says otherwise
    ...(isOther('transfer') ? { scaling: next.transfer === 'none' ? 'unit' : 'imagenet' } : {}),
    ...(isOther('head') || isOther('task') ? { protocols: null } : {}),
  };
}

/** What the deck gave a network, with the size of the towers that there was. */
function ownOf(kind: NetworkKind, { width, embedding, dropout, l2 }: DraftText): Partial<DraftText> {
  return {
    ...networkText(networkSpecSchema.parse({ kind })),
    width,
    embedding,
    dropout,
    l2,
    task: taskOf(kind),
  };
}

function pairingOwn(kind: NetworkKind): Partial<DraftText> {
  const [first] = pairingKindsFor(kind);
  return first === undefined ? {} : pairingText(pairingSpecSchema.parse({ kind: first }));
}

/** Whether a "same" pair can be weighed in this draft. */
export function hasSameWeight({ network, pairing }: DraftText): boolean {
  return tellsSame(network) && pairing !== 'balanced';
}

/** Whether two designs are one but for their seeds, what computes them, how they are tested, and the row they stand for. */
export function isSameDesign(one: ExperimentSpec, other: ExperimentSpec): boolean {
  return designText({ ...one, row: null }) === designText({ ...other, row: null });
}
