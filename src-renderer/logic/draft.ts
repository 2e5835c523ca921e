import type { DatasetName } from '#shared/datasets';
import {
  completeNetwork,
  pairingKindsFor,
  parseExperimentSpec,
  type ExperimentSpec,
  type NetworkKind,
  type NetworkSpec,
  type PairingOf,
  type SpecProblem,
} from '#shared/experiment';
import { typedNumber } from './typed-number';

type SiameseSpec = Extract<NetworkSpec, { kind: 'siamese-vanilla' }>;

/** A design as it is typed: numbers are text until they have been checked. */
export interface DraftText {
  readonly dataset: DatasetName;
  readonly network: NetworkKind;
  /** This and the next four belong to a siamese network; they wait while another one is chosen. */
  readonly towers: SiameseSpec['towers'];
  readonly head: SiameseSpec['head'];
  readonly permutations: string;
  readonly draw: PairingOf<'class-preserving'>['draw'];
  readonly redraw: 'once' | 'each-epoch';
  readonly fraction: string;
  readonly epochs: string;
  readonly batchSize: string;
  readonly learningRate: string;
  /** Of early stopping; empty to train for all epochs. */
  readonly patience: string;
  /** Numbers and ranges: "1, 2, 3" or "1-5". */
  readonly seeds: string;
}

export const DRAFT_FIELDS = [
  'dataset',
  'permutations',
  'fraction',
  'epochs',
  'batchSize',
  'learningRate',
  'patience',
  'seeds',
] as const;
export type DraftField = (typeof DRAFT_FIELDS)[number];

/** Small enough to end within a coffee, and needs nothing installed. */
export const FIRST_DRAFT: DraftText = {
  dataset: 'shapes',
  network: 'vanilla',
  towers: 'separate',
  head: 'concatenate',
  permutations: '2',
  draw: 'with-replacement',
  redraw: 'once',
  fraction: '1',
  epochs: '5',
  batchSize: '512',
  learningRate: '0.001',
  patience: '',
  seeds: '1',
};

/** The network as far as it is chosen, which needs no number. */
export function networkOf({ network, towers, head }: DraftText): NetworkSpec {
  if (network === 'siamese-vanilla') return completeNetwork({ kind: network, towers, head });
  return completeNetwork(
    network === 'siamese-vgg19' || network === 'siamese-vgg16-bn' ? { kind: network, towers } : { kind: network },
  );
}

/** What the shared validation is asked about. Text that is not a number is passed on, so that its message can say so. */
export function draftOf(text: DraftText): unknown {
  return {
    dataset: text.dataset,
    network: networkOf(text),
    pairing: pairingKindsFor(text.network).includes('class-preserving')
      ? {
          kind: 'class-preserving',
          permutations: readNumber(text.permutations),
          draw: text.draw,
          redraw: text.redraw === 'each-epoch',
        }
      : null,
    fraction: readNumber(text.fraction),
    training: {
      epochs: readNumber(text.epochs),
      batchSize: readNumber(text.batchSize),
      learningRate: readNumber(text.learningRate),
      earlyStopping: text.patience.trim() === '' ? null : { patience: readNumber(text.patience) },
    },
    seeds: readSeeds(text.seeds),
  };
}

/** The way back: a stored design, ready to be changed. */
export function textOf(spec: ExperimentSpec): DraftText {
  const { network, pairing } = spec;
  return {
    ...FIRST_DRAFT,
    dataset: spec.dataset,
    network: network.kind,
    ...('towers' in network ? { towers: network.towers } : {}),
    ...(network.kind === 'siamese-vanilla' ? { head: network.head } : {}),
    ...(pairing?.kind !== 'class-preserving'
      ? {}
      : {
          permutations: String(pairing.permutations),
          draw: pairing.draw,
          redraw: pairing.redraw ? 'each-epoch' : 'once',
        }),
    fraction: String(spec.fraction),
    epochs: String(spec.training.epochs),
    batchSize: String(spec.training.batchSize),
    learningRate: String(spec.training.learningRate),
    patience: String(spec.training.earlyStopping?.patience ?? ''),
    seeds: spec.seeds.join(', '),
  };
}

/** Whether a design is another one but for its seeds and the row that it is said to stand for. */
export function differsInSeedsOnly(one: ExperimentSpec, other: ExperimentSpec): boolean {
  return designOf(one) === designOf(other);
}

/** Read anew, so that the order of the fields of a stored design does not matter. */
function designOf(spec: ExperimentSpec): string {
  return JSON.stringify(parseExperimentSpec({ ...spec, seeds: [1], row: null }));
}

function readNumber(text: string): number | string {
  const value = typedNumber(text);
  return Number.isNaN(value) ? text.trim() : value;
}

/** More than the validation lets through, so that it is the one to refuse. */
const LONGEST_RANGE = 101;

function readSeeds(text: string): readonly (number | string)[] {
  const parts = text
    .replaceAll(/\s*[-–]\s*/g, '-')
    .split(/[\s,;]+/)
    .filter((part) => part !== '');
  return parts.flatMap((part) => {
    const range = /^(\d+)-(\d+)$/.exec(part);
    if (range === null) return [readNumber(part)];
    const [first, last] = [Number(range[1]), Number(range[2])];
    if (last < first) return [part];
    return Array.from({ length: Math.min(last - first + 1, LONGEST_RANGE) }, (_, index) => first + index);
  });
}

const FIELD_OF_PATH: Readonly<Record<string, DraftField>> = {
  dataset: 'dataset',
  'pairing.permutations': 'permutations',
  'training.earlyStopping.patience': 'patience',
  fraction: 'fraction',
  'training.epochs': 'epochs',
  'training.batchSize': 'batchSize',
  'training.learningRate': 'learningRate',
  seeds: 'seeds',
};

/** The first problem of each field; `seeds.2` belongs to the field of the seeds. */
export function problemsByField(problems: readonly SpecProblem[]): ReadonlyMap<DraftField, string> {
  const found = new Map<DraftField, string>();
  for (const { field, message } of problems) {
    const name = FIELD_OF_PATH[field.replace(/\.\d+$/, '')];
    if (name !== undefined && !found.has(name)) found.set(name, message);
  }
  return found;
}
