import type { Tensor, Variable } from '@tensorflow/tfjs-node';

import type { TrainingSpec } from '#shared/experiment';

import type { Tensorflow } from '../tensorflow';
import { createAdam } from './adam';
import { createSgd } from './sgd';

/** Moves the weights against their gradients. */
export interface Optimiser {
  /** One step on each variable, by its gradient, in the same order. */
  readonly apply: (gradients: readonly Tensor[]) => void;
  readonly dispose: () => void;
}

export function createOptimiser(
  tf: Tensorflow,
  variables: readonly Variable[],
  { optimiser, learningRate, momentum }: Pick<TrainingSpec, 'optimiser' | 'learningRate' | 'momentum'>,
): Optimiser {
  return optimiser === 'sgd'
    ? createSgd(tf, variables, { learningRate, momentum })
    : createAdam(tf, variables, learningRate);
}
