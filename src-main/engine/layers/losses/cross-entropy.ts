import { meanOfSamples, type TfjsLoss } from './loss';

export const crossEntropy: TfjsLoss = {
  kind: 'cross-entropy',
  compute: (tf, logits, targets) => {
    const oneHot = tf.oneHot(targets.classes, logits.shape[1]);
    return meanOfSamples(tf, targets, tf.neg(tf.sum(tf.mul(oneHot, tf.logSoftmax(logits)), 1)));
  },
};
