import { LabError } from '#shared/errors';
import { describeProblems, parseExperimentSpec, type ExperimentSpec } from '#shared/experiment';
import { PRESET_ROW_IDS, presetOf, standsForRow } from '#shared/presets';
import { isPublishedRowId, type PublishedRowId } from '#shared/published';

/** What `lab run` takes, as it was typed. */
export interface RunArguments {
  readonly row?: string;
  readonly network?: string;
  readonly towers?: string;
  readonly head?: string;
  readonly permutations?: unknown;
  readonly draw?: string;
  readonly redraw?: boolean;
  readonly dataset?: string;
  readonly fraction?: unknown;
  readonly epochs?: unknown;
  /** Of early stopping. */
  readonly patience?: unknown;
  readonly monitor?: string;
  readonly keep?: string;
  readonly validation?: string;
  readonly heldOut?: unknown;
  readonly scaling?: string;
  /** What vgg19 starts from; "none" for random weights. */
  readonly transfer?: string;
  readonly frozenThrough?: string;
  readonly headUnits?: unknown;
  /** A file of weights to start from: not a part of the design, which names weights and no files. */
  readonly weights?: string;
  readonly optimiser?: string;
  readonly momentum?: unknown;
  readonly batch?: unknown;
  readonly learningRate?: unknown;
  readonly seed?: unknown;
  /** How many seeds: 1, 2, 3, … */
  readonly seeds?: unknown;
}

/**
 * The design that the arguments describe: a row of the deck where one is named, with whatever else is given in place of
 * its settings; otherwise what is left out takes the default. With more than seeds and epochs changed it no longer
 * stands for the row.
 * @throws LabError `invalid-spec` naming every argument that is wrong
 */
export function specFromArguments(typed: RunArguments): ExperimentSpec {
  const preset = typed.row === undefined ? undefined : presetOrRefuse(typed.row);
  const pairing = given({ permutations: typed.permutations, draw: typed.draw, redraw: typed.redraw });
  const network = given({
    kind: typed.network,
    towers: typed.towers,
    head: typed.head,
    scaling: typed.scaling,
    headUnits: typed.headUnits,
    ...transferOf(typed, preset?.network),
  });
  const stopping = given({ patience: typed.patience, monitor: typed.monitor });
  const result = parseExperimentSpec({
    dataset: 'shapes',
    ...preset,
    ...given({ dataset: typed.dataset, fraction: typed.fraction, seeds: seedsOf(typed) }),
    ...(Object.keys(network).length === 0 ? {} : { network: { ...preset?.network, ...network } }),
    ...(Object.keys(pairing).length === 0
      ? {}
      : { pairing: { kind: 'class-preserving', ...preset?.pairing, ...pairing } }),
    training: {
      ...preset?.training,
      ...given({
        epochs: typed.epochs,
        batchSize: typed.batch,
        optimiser: typed.optimiser,
        learningRate: typed.learningRate,
        momentum: typed.momentum,
        keep: typed.keep,
      }),
      ...(Object.keys(stopping).length === 0
        ? {}
        : { earlyStopping: { ...preset?.training.earlyStopping, ...stopping } }),
    },
    ...validationOf(typed),
  });
  if (result.kind === 'valid') return standsForRow(result.spec) ? result.spec : { ...result.spec, row: null };
  const named = result.problems.map(({ field, message }) => ({ field: argumentOf(field), message }));
  throw new LabError('invalid-spec', describeProblems(named));
}

/** @throws LabError `invalid-spec` where there is no such row */
export function rowOf(typed: string): PublishedRowId {
  if (isPublishedRowId(typed)) return typed;
  throw new LabError('invalid-spec', `--row: Received "${typed}"; expected a row of the deck, such as C1, D2 or E1.`);
}

function presetOrRefuse(typed: string): ExperimentSpec {
  const preset = presetOf(rowOf(typed));
  if (preset !== undefined) return preset;
  throw new LabError(
    'invalid-spec',
    `--row: Received ${typed}, which the lab cannot train yet; expected one of ${PRESET_ROW_IDS.join(', ')}.`,
  );
}

/** ImageNet's weights ask for ImageNet's scaling, unless another one is named. */
function transferOf(
  { transfer, frozenThrough, scaling }: RunArguments,
  preset: ExperimentSpec['network'] | undefined,
): Readonly<Record<string, unknown>> {
  if (transfer === 'none') return { transfer: null, ...(scaling === undefined ? { scaling: 'unit' } : {}) };
  if (transfer === undefined && frozenThrough === undefined) return {};
  const known = preset?.kind === 'vgg19' ? preset.transfer : null;
  const frozen = frozenThrough === 'none' ? null : frozenThrough;
  return {
    transfer: { ...known, ...given({ weights: transfer, frozenThrough: frozen }) },
    ...(scaling === undefined ? { scaling: 'imagenet' } : {}),
  };
}

function validationOf({ validation, heldOut }: RunArguments): Readonly<Record<string, unknown>> {
  if (validation === undefined && heldOut === undefined) return {};
  return { validation: { kind: validation ?? 'held-out', ...given({ fraction: heldOut }) } };
}

/** Only what was typed. */
function given(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function seedsOf({ seed, seeds }: RunArguments): unknown {
  if (seed !== undefined) return Array.isArray(seed) ? seed : [seed];
  if (seeds === undefined) return undefined;
  // a count that is none becomes a list that is refused
  return typeof seeds === 'number' && seeds >= 1 && seeds <= 100
    ? Array.from({ length: seeds }, (_, index) => index + 1)
    : [seeds];
}

/** The argument behind a field of the spec. */
function argumentOf(field: string): string {
  const [first = '', second, third] = field.split('.');
  const names: Readonly<Record<string, string>> = {
    batchSize: 'batch',
    learningRate: 'learning-rate',
    earlyStopping: 'patience',
    seeds: 'seed',
    frozenThrough: 'frozen-through',
    headUnits: 'head-units',
    fraction: first === 'validation' ? 'held-out' : 'fraction',
  };
  const isInner = first === 'training' || first === 'pairing' || (first === 'network' && second !== 'kind');
  const isLeaf = third === 'monitor' || third === 'frozenThrough';
  const name = isLeaf ? third : isInner || (first === 'validation' && second === 'fraction') ? second : first;
  return `--${names[name ?? first] ?? name ?? first}`;
}
