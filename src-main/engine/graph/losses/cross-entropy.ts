import type { Output } from '../graph';
import type { Operations } from '../operations';
import { meanOfSamples, type GraphLoss } from './loss';

export const crossEntropy: GraphLoss = {
  kind: 'cross-entropy',
  build: (operations, logits, targets) => {
    const { graph } = operations;
    const { smoothing = 0 } = targets;
    const losses =
      smoothing === 0
        ? graph.add('SparseSoftmaxCrossEntropyWithLogits', [logits, targets.classes], 'float', {
            attr: { T: { type: 'float' }, Tlabels: { type: 'int32' } },
          })
        : graph.add(
            'SoftmaxCrossEntropyWithLogits',
            [logits, smoothed(operations, logits, targets.classes, smoothing)],
            'float',
            {
              attr: { T: { type: 'float' } },
            },
          );
    return meanOfSamples(operations, targets, losses, graph.output(losses, 1, 'float'));
  },
};

/** The distribution that is to be learned: that of the true class, and of all classes alike. [batch, classes] */
function smoothed(
  { graph, add, divide, cast, rowCount }: Operations,
  logits: Output,
  classes: Output,
  smoothing: number,
): Output {
  const classCount = rowCount(logits, [1]);
  const ofOther = divide(graph.float(smoothing), cast(classCount, 'float'));
  const ofTrue = add(graph.float(1 - smoothing), ofOther);
  return graph.add('OneHot', [classes, classCount, ofTrue, ofOther], 'float', {
    attr: { T: { type: 'float' }, TI: { type: 'int32' }, axis: { i: -1 } },
  });
}
