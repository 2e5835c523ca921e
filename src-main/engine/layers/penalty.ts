import type { Scalar, Tensor } from '@tensorflow/tfjs-node';

import { weightsOf, type NetworkPlan } from '#shared/networks/plan';

import type { Tensorflow } from '../tensorflow';

/**
 * What the weights themselves add to the loss: Σ l2 · Σw² over the plan's kernels, each once, also where a shared tower
 * uses it twice. Null for a network without a penalty.
 * @param weights by the plan's names
 */
export function l2Penalty(tf: Tensorflow, plan: NetworkPlan, weights: ReadonlyMap<string, Tensor>): Scalar | null {
  const terms = weightsOf(plan).flatMap(({ name, l2 }) => {
    const weight = weights.get(name);
    return l2 === 0 || weight === undefined ? [] : [tf.mul(tf.sum(tf.square(weight)), l2)];
  });
  // one by one: a kernel of WebGPU takes seven tensors at most, and tfjs gives it as many as there are
  return terms.length === 0 ? null : terms.reduce((sum, term) => tf.add(sum, term)).asScalar();
}
