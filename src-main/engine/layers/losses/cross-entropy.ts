import type { Tensor } from '@tensorflow/tfjs-node';

import { meanOfSamples, type TfjsLoss } from './loss';

export const crossEntropy: TfjsLoss = {
  kind: 'cross-entropy',
  compute: (tf, logits, targets) => {
    const { classes, smoothing = 0 } = targets;
    const classCount = logits.shape[1];
    const oneHot: Tensor = tf.oneHot(classes, classCount);
    const wanted = smoothing === 0 ? oneHot : tf.add(tf.mul(oneHot, 1 - smoothing), smoothing / classCount);
    return meanOfSamples(tf, targets, tf.neg(tf.sum(tf.mul(wanted, tf.logSoftmax(logits)), 1)));
  },
};
