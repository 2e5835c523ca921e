import { meanOfSamples, type GraphLoss } from './loss';

export const crossEntropy: GraphLoss = {
  kind: 'cross-entropy',
  build: (operations, logits, targets) => {
    const { graph } = operations;
    const losses = graph.add('SparseSoftmaxCrossEntropyWithLogits', [logits, targets.classes], 'float', {
      attr: { T: { type: 'float' }, Tlabels: { type: 'int32' } },
    });
    return meanOfSamples(operations, targets, losses, graph.output(losses, 1, 'float'));
  },
};
