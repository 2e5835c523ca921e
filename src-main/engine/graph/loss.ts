import type { Branch } from '#shared/networks/plan';

import type { Output } from './graph';
import type { Operations } from './operations';

/** What the outputs of a batch should have been. */
export interface Targets {
  /** Class indices [batch], int32. */
  readonly classes: Output;
  /** 1 for "same" [batch, 1]. */
  readonly same: Output;
  /** How much each sample counts [batch]. */
  readonly weights: Output;
  /** What the sums are divided by for means: the samples of the batch, also where this is a part of them. Float, []. */
  readonly count: Output;
}

export interface BuiltLoss {
  /** Sum over the samples, divided by the count, in nats. [] */
  readonly loss: Output;
  /** How many of the batch are told right: by the class where the network tells it, otherwise by "same". [] */
  readonly hits: Output;
  /** Of the loss by the logits of each branch. */
  readonly gradients: ReadonlyMap<Branch['name'], Output>;
}

/**
 * The loss of a batch as the layers engine has it: categorical cross-entropy of the class, and binary cross-entropy of
 * "same"; their sum where a network has both. With weights, Σ weight · loss / batch, as Keras does.
 */
export function buildLoss(
  operations: Operations,
  logits: ReadonlyMap<Branch['name'], Output>,
  { classes, same, weights, count }: Targets,
): BuiltLoss {
  const { graph, add, subtract, multiply, divide, sum, unary, binary, cast, reshape } = operations;
  // each sample's share of the mean, [batch]
  const shares = divide(weights, count);
  const share = reshape(shares, [-1, 1]);
  const losses: Output[] = [];
  const gradients = new Map<Branch['name'], Output>();
  let hits: Output | undefined;
  const counted = (right: Output): Output => sum(cast(right, 'float'), [0]);

  const classLogits = logits.get('class');
  if (classLogits !== undefined) {
    const crossEntropy = graph.add('SparseSoftmaxCrossEntropyWithLogits', [classLogits, classes], 'float', {
      attr: { T: { type: 'float' }, Tlabels: { type: 'int32' } },
    });
    losses.push(sum(multiply(crossEntropy, shares), [0]));
    gradients.set('class', multiply(graph.output(crossEntropy, 1, 'float'), share));
    const told = graph.add('ArgMax', [classLogits, graph.scalar(1)], 'int32', {
      attr: { T: { type: 'float' }, Tidx: { type: 'int32' }, output_type: { type: 'int32' } },
    });
    hits = counted(binary('Equal', told, classes, 'bool'));
  }
  const sameLogits = logits.get('same');
  if (sameLogits !== undefined) {
    const crossEntropy = subtract(unary('Softplus', sameLogits), multiply(sameLogits, same));
    losses.push(sum(multiply(reshape(crossEntropy, [-1]), shares), [0]));
    gradients.set('same', multiply(subtract(unary('Sigmoid', sameLogits), same), share));
    const told = cast(binary('GreaterEqual', sameLogits, graph.float(0), 'bool'), 'float');
    hits ??= counted(binary('Equal', reshape(told, [-1]), reshape(same, [-1]), 'bool'));
  }
  const [first, second] = losses;
  if (first === undefined || hits === undefined) throw new Error('The network has no output that a loss is known for.');
  return { loss: second === undefined ? first : add(first, second), hits, gradients };
}
