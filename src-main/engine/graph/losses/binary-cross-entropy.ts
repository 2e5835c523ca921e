import { meanOfSamples, type GraphLoss } from './loss';

/** log(1 + e^x) − x·y, which neither overflows nor loses digits. */
export const binaryCrossEntropy: GraphLoss = {
  kind: 'binary-cross-entropy',
  build: (operations, logits, targets) => {
    const { subtract, multiply, unary, reshape } = operations;
    const losses = subtract(unary('Softplus', logits), multiply(logits, targets.same));
    const gradient = subtract(unary('Sigmoid', logits), targets.same);
    return meanOfSamples(operations, targets, reshape(losses, [-1]), gradient);
  },
};
