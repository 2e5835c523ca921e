import type { DatasetName } from '#shared/datasets/datasets';
import type { Precision } from '#shared/devices/devices';
import type {
  InputScaling,
  NetworkKind,
  PairingKind,
  PairingOf,
  Task,
  TrainingSpec,
  VGG19_BLOCK_ENDS,
} from '#shared/experiment/experiment';
import type { HeadKind } from '#shared/networks/plan';
import type { Protocol } from '#shared/protocols/protocols';
import { typedNumber } from '../ui/typed-number';

/** A design as it is typed: numbers are text until they have been checked. What a network does not have waits. */
export interface DraftText {
  readonly dataset: DatasetName;
  readonly fraction: string;

  readonly network: NetworkKind;
  /** Of the network joint, which does both. */
  readonly task: Task;
  readonly towers: 'separate' | 'shared';
  readonly head: Exclude<HeadKind, 'first'>;
  readonly width: string;
  readonly embedding: string;
  readonly dropout: string;
  readonly l2: string;
  readonly scaling: InputScaling;
  readonly transfer: 'none' | 'imagenet';
  readonly frozenThrough: (typeof VGG19_BLOCK_ENDS)[number] | 'none';
  readonly headUnits: string;

  readonly pairing: PairingKind;
  readonly permutations: string;
  readonly draw: PairingOf<'class-preserving'>['draw'];
  readonly redraw: 'once' | 'each-epoch';
  /** Numbers: "1, 2". */
  readonly rotations: string;
  readonly sameWeight: string;

  readonly epochs: string;
  readonly batchSize: string;
  readonly optimiser: TrainingSpec['optimiser'];
  readonly learningRate: string;
  /** Of sgd. */
  readonly momentum: string;
  /** Of early stopping; empty to train for all epochs. */
  readonly patience: string;
  readonly monitor: 'training-loss' | 'validation-loss';
  readonly keep: TrainingSpec['keep'];
  readonly validation: 'test-set' | 'held-out';
  readonly heldOut: string;
  /** The one whose figures count first; null for all that suit the network. */
  readonly protocols: readonly Protocol[] | null;
  /** Numbers and ranges: "1, 2, 3" or "1-5". */
  readonly seeds: string;

  /** "auto" or the id of a device. */
  readonly device: string;
  /** Of the processor; empty for as many as it has. */
  readonly threads: string;
  readonly precision: Precision;
}

/** Small enough to end within a coffee, and needs nothing installed. */
export const FIRST_DRAFT: DraftText = {
  dataset: 'shapes',
  fraction: '1',
  network: 'vanilla',
  task: 'classification',
  towers: 'separate',
  head: 'concatenate',
  width: '32',
  embedding: '32',
  dropout: '0.2',
  l2: '0',
  scaling: 'unit',
  transfer: 'none',
  frozenThrough: 'block5_pool',
  headUnits: '0',
  pairing: 'class-preserving',
  permutations: '2',
  draw: 'with-replacement',
  redraw: 'once',
  rotations: '1, 2',
  sameWeight: '2',
  epochs: '5',
  batchSize: '100',
  optimiser: 'adam',
  learningRate: '0.001',
  momentum: '0.9',
  patience: '',
  monitor: 'training-loss',
  keep: 'last',
  validation: 'test-set',
  heldOut: '0.1',
  protocols: null,
  seeds: '1',
  device: 'auto',
  threads: '',
  precision: 'float32',
};

/** A number; text that is none is given back, so that its refusal can name it. */
export function readNumber(text: string): number | string {
  const value = typedNumber(text);
  return Number.isNaN(value) ? text.trim() : value;
}

/** Numbers with commas, semicolons or spaces between them. */
export function readNumbers(text: string): readonly (number | string)[] {
  return text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map(readNumber);
}

/** The same for fractions: "0,1; 0,5" are two with decimal commas, because 0 is none. */
export function readFractions(text: string): readonly (number | string)[] {
  return text
    .split(/[\s;]+|,(?!\d)/)
    .filter((part) => part !== '')
    .flatMap((part) => (/^0,\d+$/.test(part) ? [readNumber(part)] : readNumbers(part)));
}

/** More than the validation lets through, so that it is the one to refuse. */
const LONGEST_RANGE = 101;

/** The same with ranges of whole numbers: "1-5". */
export function readRanges(text: string): readonly (number | string)[] {
  return readNumbers(text.replaceAll(/\s*[-–]\s*/g, '-')).flatMap((part) => {
    const range = /^(\d+)-(\d+)$/.exec(String(part));
    if (range === null) return [part];
    const [first, last] = [Number(range[1]), Number(range[2])];
    if (last < first) return [part];
    return Array.from({ length: Math.min(last - first + 1, LONGEST_RANGE) }, (_, index) => first + index);
  });
}
