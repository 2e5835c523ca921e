import type { Tensor2D } from '@tensorflow/tfjs-node';

import type { HeadKind } from '#shared/networks/plan';

import type { Tensorflow } from '../tensorflow';

/** Below it the square of a distance counts as this much: the slope of a square root at 0 is infinite. */
const SMALLEST_SQUARE = 1e-7;

/**
 * Joins the towers' outputs.
 * @param features [batch, features], one for each input of the network
 * @returns [batch, …] as `headShape` says
 */
export function joinFeatures(tf: Tensorflow, kind: HeadKind, features: readonly Tensor2D[]): Tensor2D {
  const [a, b] = features;
  if (a === undefined) throw new Error('A head was given no features.');
  if (kind === 'first') return a;
  if (b === undefined) throw new Error(`The head "${kind}" joins two towers' outputs; received one.`);
  switch (kind) {
    case 'concatenate':
      return tf.concat2d([a, b], 1);
    case 'absoluteDifference':
      return tf.abs(tf.sub(a, b));
    case 'distance':
      return euclideanDistance(tf, a, b);
    case 'distanceAndBoth':
      return tf.concat2d([euclideanDistance(tf, a, b), a, b], 1);
  }
}

/** ‖a − b‖ of each row, [batch, 1]: √max(Σ(a − b)², 1e-7), as in the deck. */
function euclideanDistance(tf: Tensorflow, a: Tensor2D, b: Tensor2D): Tensor2D {
  return tf.sqrt(tf.maximum(tf.sum(tf.square(tf.sub(a, b)), 1, true), SMALLEST_SQUARE));
}
