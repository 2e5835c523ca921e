import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-node';

import type { Tensorflow } from '../../tensorflow';

/** What the outputs of a batch should have been. */
export interface Targets {
  /** Class indices [batch], int32. */
  readonly classes: Tensor1D;
  /** 1 for "same" [batch, 1], where the network tells it. */
  readonly same: Tensor2D | undefined;
  /** How much each example counts [batch]. */
  readonly weights: Tensor1D | undefined;
}

/** A loss in this engine. */
export interface TfjsLoss {
  readonly kind: string;
  /**
   * @param logits of the output, before its activation: [batch, classes], [batch, 1], or an embedding [batch, length]
   * @returns the loss of the whole batch
   */
  readonly compute: (tf: Tensorflow, logits: Tensor2D, targets: Targets) => Scalar;
}

/**
 * A loss that is a mean over examples. With weights Σ weight · loss / batch, as Keras does (and not / Σ weight).
 * @param losses of each example [batch]
 */
export function meanOfSamples(tf: Tensorflow, { weights }: Targets, losses: Tensor): Scalar {
  return tf.mean(weights === undefined ? losses : tf.mul(losses, weights));
}
