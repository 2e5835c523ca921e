import { setImmediate } from 'node:timers/promises';

import { classificationMetrics } from '#shared/metrics/classification';
import { confusionMatrix } from '#shared/metrics/confusion';
import { compareClasses, DECK_ROTATIONS } from '#shared/metrics/discrimination';
import { isHonest, type Evaluation } from '#shared/run';

import type { ImageSet } from '../datasets/dataset';
import type { Batch, CompiledNetwork } from '../engine/engine';
import type { Scores } from './loop';

/** Images or pairs predicted at a time: small enough to let messages in, large enough to cost nothing. */
const CHUNK = 500;
/** Keras's: a probability of 0 would cost infinitely much. */
const SMALLEST_PROBABILITY = 1e-7;

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
  readonly network: CompiledNetwork;
  readonly set: ImageSet;
  readonly classCount: number;
  /** What to show: each image of the set by itself, in order, where it is left out. The class is that of the first. */
  readonly batch?: Batch | undefined;
  readonly stopped?: (() => boolean) | undefined;
}

/** Predicts the class of a whole set. Null where it was stopped half-way. */
export async function predictSet({
  network,
  set,
  classCount,
  batch,
  stopped,
}: PredictOptions): Promise<Predictions | null> {
  const shown = batch ?? { first: Uint32Array.from({ length: set.count }, (_, index) => index) };
  const count = shown.first.length;
  const probabilities = new Float32Array(count * classCount);
  for (let start = 0; start < count; start += CHUNK) {
    const outputs = network.predict(set, {
      first: shown.first.subarray(start, start + CHUNK),
      second: shown.second?.subarray(start, start + CHUNK),
    });
    if (outputs.class === undefined) throw new Error('The network tells no classes.');
    probabilities.set(outputs.class, start * classCount);
    await setImmediate();
    if (stopped?.() === true) return null;
  }
  const predicted = new Uint8Array(count);
  const losses = new Float32Array(count);
  for (let sample = 0; sample < count; sample++) {
    const row = probabilities.subarray(sample * classCount, (sample + 1) * classCount);
    predicted[sample] = row.reduce((best, value, index) => (value > (row[best] ?? 0) ? index : best), 0);
    const ofTruth = row[set.labels[shown.first[sample] ?? 0] ?? 0] ?? Number.NaN;
    losses[sample] = -Math.log(Number.isNaN(ofTruth) ? Number.NaN : Math.max(ofTruth, SMALLEST_PROBABILITY));
  }
  return { probabilities, predicted, losses };
}

/** Mean loss and accuracy of predictions. */
export function scoresOf({ predicted, losses }: Predictions, { labels, count }: ImageSet): Scores {
  const correct = predicted.reduce((sum, label, image) => sum + (label === labels[image] ? 1 : 0), 0);
  return { loss: losses.reduce((sum, loss) => sum + loss, 0) / count, accuracy: correct / count };
}

/** The full evaluation of a finished model, each test image given once. */
export function evaluationOf(
  predictions: Predictions,
  set: ImageSet,
  classCount: number,
  protocol: Evaluation['protocol'],
): Evaluation {
  // comparing the predicted classes of pairs makes no sense where the pairs have leaked their class
  const isCompared = isHonest(protocol) && set.count > Math.max(...DECK_ROTATIONS);
  return {
    protocol,
    loss: scoresOf(predictions, set).loss,
    metrics: classificationMetrics(confusionMatrix(set.labels, predictions.predicted, classCount)),
    discrimination: isCompared ? compareClasses(set.labels, predictions.predicted) : null,
  };
}
