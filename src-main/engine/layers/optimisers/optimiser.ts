import type { Tensor, Variable } from '@tensorflow/tfjs-node';

import type { OptimiserSettings } from '#shared/optimisers/definition';
import { OPTIMISERS } from '#shared/optimisers/registry';

import type { Tensorflow } from '../../tensorflow';
import { TFJS_OPTIMISERS } from './registry';

/** Moves the weights against their gradients. */
export interface Optimiser {
  /**
   * One step on each variable, by its gradient, in the same order.
   * @param step 1, 2, 3 …
   */
  readonly apply: (gradients: readonly Tensor[], step: number) => void;
  /** What it remembers: by slot, a variable for each that it moves, in the same order. Named as in its definition. */
  readonly slots: Readonly<Record<string, readonly Variable[]>>;
  readonly dispose: () => void;
}

export function createOptimiser(
  tf: Tensorflow,
  variables: readonly Variable[],
  settings: OptimiserSettings,
): Optimiser {
  const { update } = TFJS_OPTIMISERS.get(settings.optimiser);
  const names = OPTIMISERS.get(settings.optimiser).slots;
  // a variable outlives the tidy, the zeros that it starts from do not
  const zeros = (variable: Variable): Variable => tf.tidy(() => tf.variable(tf.zerosLike(variable), false));
  const moved = variables.map((variable) => ({ variable, slots: names.map(() => zeros(variable)) }));
  return {
    apply: (gradients, step) => {
      moved.forEach(({ variable, slots }, index) => {
        const gradient = gradients[index];
        if (gradient === undefined) throw new Error(`The variable ${variable.name} has no gradient.`);
        tf.tidy(() => {
          update({ tf, settings, variable, slots, gradient, step });
        });
      });
    },
    slots: Object.fromEntries(names.map((name, place) => [name, moved.flatMap(({ slots }) => slots[place] ?? [])])),
    dispose: () => {
      for (const slot of moved.flatMap(({ slots }) => slots)) slot.dispose();
    },
  };
}
