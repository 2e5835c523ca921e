import { meanOfSamples, type TfjsLoss } from './loss';

/** log(1 + e^x) − x·y, which neither overflows nor loses digits. */
export const binaryCrossEntropy: TfjsLoss = {
  kind: 'binary-cross-entropy',
  compute: (tf, logits, targets) => {
    if (targets.same === undefined)
      throw new Error('The network tells "same" from "different", and was not told which it is.');
    const losses = tf.sub(tf.softplus(logits), tf.mul(logits, targets.same));
    return meanOfSamples(tf, targets, tf.squeeze(losses, [1]));
  },
};
