import type { Tensor, Variable } from '@tensorflow/tfjs-node';

import type { TrainingSpec } from '#shared/experiment/experiment';

import type { Tensorflow } from '../tensorflow';
import { createAdam } from './adam';
import { createSgd } from './sgd';

/** Moves the weights against their gradients. */
export interface Optimiser {
  /**
   * One step on each variable, by its gradient, in the same order.
   * @param step 1, 2, 3 …
   */
  readonly apply: (gradients: readonly Tensor[], step: number) => void;
  /** What it remembers: by slot, a variable for each that it moves, in the same order. Named as in `slotNames`. */
  readonly slots: Readonly<Record<string, readonly Variable[]>>;
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
