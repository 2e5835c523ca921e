import { isNetworkOf, pairingKindsFor, type ExperimentSpec } from '#shared/experiment/experiment';

import { numberOrText } from './typed-number';

/** What `lab run` takes about a network, its pairing and its tests, as it was typed. */
export interface DesignArguments {
  readonly task?: string;
  readonly network?: string;
  readonly towers?: string;
  readonly head?: string;
  readonly width?: unknown;
  readonly embedding?: unknown;
  readonly dropout?: unknown;
  readonly l2?: unknown;
  readonly scaling?: string;
  /** What vgg19 starts from; "none" for random weights. */
  readonly transfer?: string;
  readonly frozenThrough?: string;
  readonly headUnits?: unknown;
  readonly pairing?: string;
  readonly permutations?: unknown;
  readonly draw?: string;
  readonly redraw?: boolean;
  /** Such as "1,2". */
  readonly rotations?: string;
  readonly sameWeight?: unknown;
  /** Such as "rotations,random-permutation". */
  readonly protocols?: string;
}

type Draft = Readonly<Record<string, unknown>>;

/**
 * The parts of a design that the arguments describe; what is not among them is left to the preset. Where another network
 * or another pairing is named than the preset's, the options of the preset's are not carried over to it.
 */
export function designOf(typed: DesignArguments, preset: ExperimentSpec | undefined): Draft {
  const { width, embedding, dropout, l2, towers, head, task, scaling, headUnits } = typed;
  const kind = typed.network ?? preset?.network.kind;
  const isPresets = kind === preset?.network.kind;
  const network = {
    ...given({ kind: typed.network, towers, head, width, embedding, dropout, l2, scaling, headUnits }),
    ...transferOf(typed, preset?.network),
  };
  const protocols = listOf(typed.protocols);
  return {
    ...(Object.keys(network).length === 0
      ? {}
      : { network: { kind: 'vanilla', ...(isPresets ? preset?.network : {}), ...network } }),
    // what the preset says beside its network belongs to that network
    ...(isPresets ? {} : { task: undefined, protocols: null }),
    ...given({ task, protocols }),
    ...pairingOf(typed, kind, preset),
  };
}

function pairingOf(typed: DesignArguments, network: string | undefined, preset: ExperimentSpec | undefined): Draft {
  const { permutations, draw, redraw, sameWeight } = typed;
  const rotations = listOf(typed.rotations)?.map(numberOrText);
  const options = given({ permutations, draw, redraw, rotations, sameWeight });
  const kinds = network === undefined ? [] : pairingKindsFor(network);
  const kept = kinds.find((kind) => kind === preset?.pairing?.kind);
  const kind = typed.pairing ?? kept ?? kinds[0];
  if (kind === undefined) return { pairing: null };
  const start = kind === preset?.pairing?.kind ? preset.pairing : {};
  return { pairing: { ...start, kind, ...options } };
}

/** ImageNet's weights ask for ImageNet's scaling, unless another one is named. */
function transferOf(
  { transfer, frozenThrough, scaling }: DesignArguments,
  preset: ExperimentSpec['network'] | undefined,
): Draft {
  if (transfer === 'none') return { transfer: null, ...(scaling === undefined ? { scaling: 'unit' } : {}) };
  if (transfer === undefined && frozenThrough === undefined) return {};
  const known = preset !== undefined && isNetworkOf(preset, 'vgg19') ? preset.transfer : null;
  const frozen = frozenThrough === 'none' ? null : frozenThrough;
  return {
    transfer: { ...known, ...given({ weights: transfer, frozenThrough: frozen }) },
    ...(scaling === undefined ? { scaling: 'imagenet' } : {}),
  };
}

/** Text with commas, as a list; undefined where nothing was typed. */
export function listOf(typed: string | undefined): readonly string[] | undefined {
  return typed?.split(',').map((part) => part.trim());
}

/** Only what was typed. */
export function given(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
