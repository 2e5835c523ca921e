import type { DatasetName } from '#shared/datasets/datasets';
import type { ExperimentSpec, PairingKind, PairingSpec, ValidationSpec } from '#shared/experiment/experiment';
import type { Sample } from '#shared/datasets/sample';
import { INSPECTION_SCHEMAS, type PairQuery } from '#shared/contract/inspection';
import { pairingSpecSchema } from '#shared/pairings/pairing-spec';
import { typedNumber } from '../../ui/typed-number';

/** A pairing as a person types it, with the run that its pairs are drawn for. */
export interface PairingText {
  readonly kind: PairingKind;
  readonly permutations: string;
  readonly draw: 'with-replacement' | 'permutation';
  readonly redraw: 'once' | 'each-epoch';
  readonly rotations: string;
  readonly sameWeight: string;
  readonly fraction: string;
  readonly sample: Sample;
  /** The part that is held out for validation; empty for none. */
  readonly heldOut: string;
  readonly seed: string;
  readonly epoch: string;
}

export const FIRST_PAIRING: PairingText = {
  kind: 'class-preserving',
  permutations: '2',
  draw: 'with-replacement',
  redraw: 'once',
  rotations: '1, 2',
  sameWeight: '2',
  fraction: '1',
  sample: 'drawn',
  heldOut: '',
  seed: '1',
  epoch: '1',
};

export type PairingField = keyof PairingText;

/** What decides the pairs, of a query for them. */
export type PairSource = Omit<PairQuery, 'show' | 'offset' | 'limit'>;

export type PairingForm =
  | { readonly kind: 'valid'; readonly source: PairSource }
  | { readonly kind: 'invalid'; readonly problems: ReadonlyMap<PairingField, string> };

/** Reads what was typed, and says what is wrong with it field by field. */
export function readPairing(dataset: DatasetName, text: PairingText): PairingForm {
  const problems = new Map<PairingField, string>();
  const refuse = (path: readonly PropertyKey[], message: string): void => {
    const field = path[0] === 'validation' ? 'heldOut' : (FIELDS.find((known) => path.includes(known)) ?? 'kind');
    if (!problems.has(field)) problems.set(field, message);
  };
  const pairing = pairingSpecSchema.safeParse(draftOf(text));
  if (!pairing.success) for (const { path, message } of pairing.error.issues) refuse(path, message);
  const source = {
    dataset,
    fraction: typedNumber(text.fraction),
    sample: text.sample,
    validation: validationOf(text),
    seed: typedNumber(text.seed),
    epoch: typedNumber(text.epoch),
    pairing: pairing.success ? pairing.data : FALLBACK,
  };
  const query = INSPECTION_SCHEMAS['dataset:pairs'].safeParse({ ...source, show: 'all', offset: 0, limit: 1 });
  if (!query.success) for (const { path, message } of query.error.issues) refuse(path, message);
  return problems.size === 0 ? { kind: 'valid', source } : { kind: 'invalid', problems };
}

function validationOf({ heldOut }: PairingText): ValidationSpec {
  return heldOut.trim() === '' ? { kind: 'test-set' } : { kind: 'held-out', fraction: typedNumber(heldOut) };
}

const FIELDS = ['permutations', 'rotations', 'sameWeight', 'fraction', 'seed', 'epoch'] as const;
/** Stands in while the pairing itself is not valid, so that the other fields are judged all the same. */
const FALLBACK: PairingSpec = { kind: 'balanced', redraw: false };

function draftOf({ kind, permutations, draw, redraw, rotations, sameWeight }: PairingText): unknown {
  const anew = redraw === 'each-epoch';
  switch (kind) {
    case 'class-preserving':
      return { kind, permutations: typedNumber(permutations), draw, redraw: anew };
    case 'rotations':
      return {
        kind,
        rotations: rotations.split(/[\s,;]+/).flatMap((each) => (each === '' ? [] : [typedNumber(each)])),
        sameWeight: typedNumber(sameWeight),
      };
    case 'random-permutation':
      return { kind, permutations: typedNumber(permutations), redraw: anew, sameWeight: typedNumber(sameWeight) };
    case 'balanced':
      return { kind, redraw: anew };
    default:
      return { kind };
  }
}

/** The pairing of a design, for the run of one of its seeds. Undefined for a network without pairs. */
export function textOfPairing(
  { pairing, fraction, sample, validation, seeds }: ExperimentSpec,
  seed = seeds[0] ?? 1,
): PairingText | undefined {
  if (pairing === null) return undefined;
  return {
    ...FIRST_PAIRING,
    kind: pairing.kind,
    ...('permutations' in pairing ? { permutations: String(pairing.permutations) } : {}),
    ...('draw' in pairing ? { draw: pairing.draw } : {}),
    ...('redraw' in pairing ? { redraw: pairing.redraw ? 'each-epoch' : 'once' } : {}),
    ...('rotations' in pairing ? { rotations: pairing.rotations.join(', ') } : {}),
    ...('sameWeight' in pairing ? { sameWeight: String(pairing.sameWeight) } : {}),
    fraction: String(fraction),
    ...(sample === null ? {} : { sample }),
    heldOut: validation.kind === 'held-out' ? String(validation.fraction) : '',
    seed: String(seed),
  };
}

/** Whether other pairs are drawn in each epoch. */
export function isRedrawn(text: PairingText): boolean {
  return text.kind !== 'rotations' && text.redraw === 'each-epoch';
}
