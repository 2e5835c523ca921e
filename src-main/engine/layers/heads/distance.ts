import type { Tensor2D } from '@tensorflow/tfjs-node';

import type { Tensorflow } from '../../tensorflow';
import type { TfjsHead } from './head';

/** Below it the square of a distance counts as this much: the slope of a square root at 0 is infinite. */
const SMALLEST_SQUARE = 1e-7;

export const distance: TfjsHead = { kind: 'distance', join: (tf, [a, b]) => euclideanDistance(tf, a, b) };

export const distanceAndBoth: TfjsHead = {
  kind: 'distanceAndBoth',
  join: (tf, [a, b]) => tf.concat2d([euclideanDistance(tf, a, b), a, b], 1),
};

/** ‖a − b‖ of each row, [batch, 1]: √max(Σ(a − b)², 1e-7), as in the deck. */
function euclideanDistance(tf: Tensorflow, a: Tensor2D, b: Tensor2D): Tensor2D {
  return tf.sqrt(tf.maximum(tf.sum(tf.square(tf.sub(a, b)), 1, true), SMALLEST_SQUARE));
}
