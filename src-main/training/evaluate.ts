import { setImmediate } from 'node:timers/promises';

import { classificationMetrics } from '#shared/metrics/classification';
import { confusionMatrix } from '#shared/metrics/confusion';
import { compareClasses, DECK_ROTATIONS } from '#shared/metrics/discrimination';
import { isHonest, type Protocol } from '#shared/protocols/protocols';
import { evaluationOf, type ClassificationEvaluation } from '#shared/runs/evaluation';

import type { ImageSet } from '../datasets/dataset';
import type { Batch, DeviceNetwork, Outputs } from '../engine/engine';
import type { Scores } from './loop';

/** Images or pairs predicted at a time: small enough to let messages in, large enough to cost nothing. */
const CHUNK = 500;
/** Keras's: a probability of 0 would cost infinitely much. */
const SMALLEST_PROBABILITY = 1e-7;

/** All that figures need of a set. */
export type LabelledSet = Pick<ImageSet, 'labels' | 'count'>;

/** What a network says of the class of every image of a set. */
export interface Predictions {
  /** [count, classes], row-major. */
  readonly probabilities: Float32Array;
  /** The class of the largest probability, the first where several are equal. */
  readonly predicted: Uint8Array;
  /** Cross-entropy of each image, in nats. */
  readonly losses: Float32Array;
}

export interface PredictOptions {
  readonly network: DeviceNetwork;
  readonly set: ImageSet;
  readonly classCount: number;
  /** What to show: each image of the set by itself, in order, where it is left out. The class is that of the first. */
  readonly batch?: Batch | undefined;
  readonly stopped?: (() => boolean) | undefined;
}

/** What a network says of a batch of any size, shown piece by piece. Null where it was stopped half-way. */
export async function outputsOf(
  { network, set, classCount, stopped }: Omit<PredictOptions, 'batch'>,
  { first, second }: Batch,
): Promise<Outputs | null> {
  const count = first.length;
  const classes = new Float32Array(count * classCount);
  const same = new Float32Array(count);
  const told = { class: false, same: false };
  for (let start = 0; start < count; start += CHUNK) {
    const outputs = await network.predict(set, {
      first: first.subarray(start, start + CHUNK),
      second: second?.subarray(start, start + CHUNK),
    });
    if (outputs.class !== undefined) classes.set(outputs.class, start * classCount);
    if (outputs.same !== undefined) same.set(outputs.same, start);
    told.class ||= outputs.class !== undefined;
    told.same ||= outputs.same !== undefined;
    await setImmediate();
    if (stopped?.() === true) return null;
  }
  return { ...(told.class ? { class: classes } : {}), ...(told.same ? { same } : {}) };
}

/** Predicts the class of a whole set. Null where it was stopped half-way. */
export async function predictSet(options: PredictOptions): Promise<Predictions | null> {
  const { set, classCount } = options;
  const batch = options.batch ?? { first: Uint32Array.from({ length: set.count }, (_, index) => index) };
  const outputs = await outputsOf(options, batch);
  if (outputs === null) return null;
  const { class: probabilities } = outputs;
  if (probabilities === undefined) throw new Error('The network tells no classes.');
  return predictionsFrom(probabilities, set, classCount, batch.first);
}

/**
 * What probabilities say of the images of a set.
 * @param probabilities [count, classes], row-major
 * @param shown of each sample, the image whose class is asked for: all of the set in order where it is left out
 */
export function predictionsFrom(
  probabilities: Float32Array,
  set: LabelledSet,
  classCount: number,
  shown: Uint32Array = Uint32Array.from({ length: set.count }, (_, index) => index),
): Predictions {
  const predicted = Uint8Array.from(shown, (_, sample) => largestOf(probabilities, sample, classCount));
  return { probabilities, predicted, losses: classLosses(probabilities, set, shown, classCount) };
}

/** The class of the largest probability of a sample, the first where several are equal. */
export function largestOf(probabilities: Float32Array, sample: number, classCount: number): number {
  const row = probabilities.subarray(sample * classCount, (sample + 1) * classCount);
  return row.reduce((best, value, index) => (value > (row[best] ?? 0) ? index : best), 0);
}

/** Cross-entropy of the class of each image shown, in nats. */
export function classLosses(
  probabilities: Float32Array,
  { labels }: LabelledSet,
  shown: Uint32Array,
  classCount: number,
): Float32Array {
  return Float32Array.from(shown, (image, sample) =>
    surprise(probabilities[sample * classCount + (labels[image] ?? 0)] ?? Number.NaN),
  );
}

/** −log of a probability, bounded as Keras does; NaN stays NaN. */
export function surprise(probability: number): number {
  return -Math.log(Number.isNaN(probability) ? Number.NaN : Math.max(probability, SMALLEST_PROBABILITY));
}

/** Mean loss and accuracy of predictions. */
export function scoresOf({ predicted, losses }: Predictions, { labels, count }: LabelledSet): Scores {
  const correct = predicted.reduce((sum, label, image) => sum + (label === labels[image] ? 1 : 0), 0);
  return { loss: losses.reduce((sum, loss) => sum + loss, 0) / count, accuracy: correct / count };
}

/** The full evaluation of a finished model by class, each test image given once. */
export function classEvaluation(
  predictions: Predictions,
  set: LabelledSet,
  classCount: number,
  protocol: Protocol,
): ClassificationEvaluation {
  // comparing the predicted classes of pairs makes no sense where the pairs have leaked their class
  const isCompared = isHonest(protocol) && set.count > Math.max(...DECK_ROTATIONS);
  return evaluationOf(protocol, {
    task: 'classification',
    loss: scoresOf(predictions, set).loss,
    metrics: classificationMetrics(confusionMatrix(set.labels, predictions.predicted, classCount)),
    discrimination: isCompared ? compareClasses(set.labels, predictions.predicted) : null,
  });
}
