import type { Tensor, Variable } from '@tensorflow/tfjs-node';

import type { OptimiserSettings } from '#shared/optimisers/definition';

import type { Tensorflow } from '../../tensorflow';

/** One weight, and all that an optimiser needs to move it. */
export interface Update {
  readonly tf: Tensorflow;
  readonly settings: OptimiserSettings;
  readonly variable: Variable;
  /** What the optimiser remembers of the weight, in the order of its definition's slots. */
  readonly slots: readonly Variable[];
  readonly gradient: Tensor;
  /** 1, 2, 3 … */
  readonly step: number;
}

/** An optimiser in this engine. */
export interface TfjsOptimiser {
  readonly kind: string;
  /** One step on one weight: assigns to the variable and its slots. */
  readonly update: (update: Update) => void;
}

/** A slot by its place in the definition. @throws where the definition has no such slot */
export function slotOf({ slots }: Pick<Update, 'slots'>, place: number): Variable {
  const slot = slots[place];
  if (slot === undefined) throw new Error(`The optimiser has no slot ${place}.`);
  return slot;
}
