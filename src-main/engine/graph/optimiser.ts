import type { TrainingSpec } from '#shared/experiment/experiment';

import type { Output, Variable } from './graph';
import type { Operations } from './operations';

const BETA1 = 0.9;
const BETA2 = 0.999;
/** Keras's. */
const EPSILON = 1e-7;

/** What an optimiser needs to know of a step besides the gradients. */
export interface StepFactors {
  /** β1 and β2 to the power of the step, [] each. */
  readonly beta1Power: Output;
  readonly beta2Power: Output;
}

export const stepFactors = (step: number): { readonly beta1Power: number; readonly beta2Power: number } => ({
  beta1Power: BETA1 ** step,
  beta2Power: BETA2 ** step,
});

/**
 * One step of the optimiser on a weight, in one of TensorFlow's own kernels: Adam as Keras has it (Kingma & Ba 2015, the
 * form that closes section 2), or SGD with Keras's momentum: v ← momentum · v − rate · gradient, w ← w + v.
 * @param slots in the order of `slotNames`
 * @returns the name of the node
 */
export function buildUpdate(
  { graph }: Operations,
  { optimiser, learningRate, momentum }: Pick<TrainingSpec, 'optimiser' | 'learningRate' | 'momentum'>,
  variable: Variable,
  slots: readonly Variable[],
  gradient: Output,
  { beta1Power, beta2Power }: StepFactors,
): string {
  const handles = [variable, ...slots].map(({ handle }) => handle);
  const rate = graph.float(learningRate);
  const attr = { T: { type: 'float' }, use_locking: { b: false }, use_nesterov: { b: false } } as const;
  if (optimiser === 'sgd') {
    return graph.add('ResourceApplyKerasMomentum', [...handles, rate, gradient, graph.float(momentum)], 'float', {
      attr,
    }).name;
  }
  const constants = [graph.float(BETA1), graph.float(BETA2), graph.float(EPSILON)];
  return graph.add('ResourceApplyAdam', [...handles, beta1Power, beta2Power, rate, ...constants, gradient], 'float', {
    attr,
  }).name;
}
