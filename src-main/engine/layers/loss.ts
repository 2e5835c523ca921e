import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-node';

import type { Branch } from '#shared/networks/plan';

import type { Tensorflow } from '../tensorflow';

/** What the outputs of a batch should have been. */
export interface Targets {
  /** Class indices [batch], int32. */
  readonly classes: Tensor1D;
  /** 1 for "same" [batch, 1], where the network tells it. */
  readonly same: Tensor2D | undefined;
  /** How much each sample counts [batch]. */
  readonly weights: Tensor1D | undefined;
}

type Logits = ReadonlyMap<Branch['name'], Tensor2D>;

/**
 * The loss of a batch, in nats: categorical cross-entropy of the class, and binary cross-entropy of "same"; their sum
 * where a network has both. With weights, Σ weight · loss / batch, as Keras does (and not / Σ weight).
 */
export function meanLoss(tf: Tensorflow, logits: Logits, targets: Targets): Scalar {
  const losses: Tensor1D[] = [];
  const classes = logits.get('class');
  if (classes !== undefined) {
    const oneHot = tf.oneHot(targets.classes, classes.shape[1]);
    losses.push(tf.neg(tf.sum(tf.mul(oneHot, tf.logSoftmax(classes)), 1)));
  }
  const same = logits.get('same');
  if (same !== undefined) {
    if (targets.same === undefined)
      throw new Error('The network tells "same" from "different", and was not told which it is.');
    // log(1 + e^x) − x·y, which neither overflows nor loses digits
    losses.push(tf.squeeze(tf.sub(tf.softplus(same), tf.mul(same, targets.same)), [1]));
  }
  const { weights } = targets;
  const means = losses.map((loss) => tf.mean(weights === undefined ? loss : tf.mul(loss, weights)));
  return tf.addN(means).asScalar();
}

/** How many of the batch are told right: by the class where the network tells it, otherwise by "same". */
export function countHits(tf: Tensorflow, logits: Logits, targets: Targets): Scalar {
  return tf.tidy(() => {
    const classes = logits.get('class');
    const same = logits.get('same');
    const hits =
      classes !== undefined
        ? tf.equal(tf.argMax(classes, 1), targets.classes)
        : same !== undefined && targets.same !== undefined
          ? tf.equal(tf.greaterEqual(same, 0), tf.cast(targets.same, 'bool'))
          : undefined;
    return hits === undefined ? tf.scalar(0) : tf.sum(tf.cast(hits, 'float32')).asScalar();
  });
}
