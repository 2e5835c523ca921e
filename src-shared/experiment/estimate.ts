import { z } from 'zod';

import { DATASETS, trainingCount } from '../datasets/datasets';
import { PROTOCOLS } from '../protocols/protocols';
import { pairCount, tellsSame, type ExperimentSpec } from './experiment';

const seconds = z.number().min(0);

/** What a few steps of a network took on this machine, measured in a training process on images of noise. */
export const calibrationSchema = z.strictObject({
  /** From the start of the process until it could take its first step. */
  startSeconds: seconds,
  /** Of training, for an image or pair that is seen for the first time: what frozen layers make of it is worked out then. */
  firstSecondsPerExample: seconds,
  /** The same from then on. */
  secondsPerExample: seconds,
  /** Of predicting, for an image or pair. */
  predictSecondsPerExample: seconds,
  /** Examples in the batches that were timed. */
  batchSize: z.int().min(1),
  /** How many training steps were timed. */
  steps: z.int().min(1),
  engine: z.string(),
  device: z.string(),
  /** Milliseconds since 1970. */
  measuredAt: z.number(),
});
export type Calibration = z.output<typeof calibrationSchema>;

/** All of a design that decides what a step costs. Designs of one key share one calibration. */
export function calibrationKey({ dataset, network, training, compute }: CalibratedSpec): string {
  const { imageShape, classNames } = DATASETS.get(dataset);
  return JSON.stringify({
    network: Object.entries(network).sort(([one], [other]) => one.localeCompare(other)),
    imageShape,
    classes: classNames.length,
    batchSize: training.batchSize,
    optimiser: training.optimiser,
    compute,
  });
}
export type CalibratedSpec = Pick<ExperimentSpec, 'dataset' | 'network' | 'training' | 'compute'>;

/** How many examples a run of a design goes through. */
export interface Workload {
  readonly epochs: number;
  /** Images that are learned from: what the fraction leaves, less those that are held out. */
  readonly images: number;
  /** Images or pairs that are learned from in an epoch. */
  readonly trained: number;
  /** Those that are predicted after each epoch. */
  readonly watched: number;
  /** Those that the finished network is tested on, over all protocols. */
  readonly tested: number;
}

export function workloadOf(spec: ExperimentSpec): Workload {
  const { dataset, fraction, pairing, validation, network, protocols, training } = spec;
  const facts = DATASETS.get(dataset);
  const used = trainingCount(facts, fraction);
  const heldOut = validation.kind === 'held-out' ? Math.round(used * validation.fraction) : 0;
  const learned = used - heldOut;
  const watched = validation.kind === 'held-out' ? heldOut : facts.testCount;
  // a threshold is chosen on what was held out
  const threshold = tellsSame(network.kind) ? heldOut : 0;
  return {
    epochs: training.epochs,
    images: learned,
    trained: pairing === null ? learned : pairCount(learned, pairing),
    watched,
    tested:
      threshold +
      protocols.reduce((sum, protocol) => sum + facts.testCount * (PROTOCOLS.find(protocol)?.passes ?? 1), 0),
  };
}

export interface RunEstimate {
  /** Of an epoch after the first, with its validation. */
  readonly epochSeconds: number;
  /** Of a whole run, from start to stored figures. */
  readonly runSeconds: number;
  /** Whether early stopping may end it before. */
  readonly isAtMost: boolean;
}

/** How long one run of a design will take where a few of its steps took so long. */
export function estimateRun(spec: ExperimentSpec, calibration: Calibration): RunEstimate {
  const { epochs, trained, watched, tested } = workloadOf(spec);
  const { startSeconds, firstSecondsPerExample, secondsPerExample, predictSecondsPerExample } = calibration;
  const watching = watched * predictSecondsPerExample;
  const epochSeconds = trained * secondsPerExample + watching;
  return {
    epochSeconds,
    runSeconds:
      startSeconds +
      (trained * firstSecondsPerExample + watching) +
      (epochs - 1) * epochSeconds +
      tested * predictSecondsPerExample,
    isAtMost: spec.training.earlyStopping !== null,
  };
}

/** How long several designs will take with all their seeds, one run at a time; null while one is not calibrated. */
export function estimateAll(
  specs: readonly ExperimentSpec[],
  calibrationOf: (spec: ExperimentSpec) => Calibration | null,
): number | null {
  const { seconds, unknown } = estimateKnown(specs, calibrationOf);
  return unknown > 0 ? null : seconds;
}

/** Work that is longer than this is asked about, or told, before it is queued. */
export const LONG_WORK_SECONDS = 3600;

/** What is known of how long designs take. */
export interface KnownEstimate {
  readonly seconds: number;
  /** How many runs that is, and how many the others are. */
  readonly known: number;
  readonly unknown: number;
  /** Whether early stopping may end some before. */
  readonly isAtMost: boolean;
}

/** The same of those of which something is known. */
export function estimateKnown(
  specs: readonly ExperimentSpec[],
  calibrationOf: (spec: ExperimentSpec) => Calibration | null,
): KnownEstimate {
  const sum = { seconds: 0, known: 0, unknown: 0, isAtMost: false };
  for (const spec of specs) {
    const calibration = calibrationOf(spec);
    const count = spec.seeds.length;
    if (calibration === null) {
      sum.unknown += count;
    } else {
      const { runSeconds, isAtMost } = estimateRun(spec, calibration);
      sum.known += count;
      sum.seconds += count * runSeconds;
      sum.isAtMost ||= isAtMost;
    }
  }
  return sum;
}
