import type { OptimiserSettings } from '#shared/optimisers/definition';

import type { Output, Variable } from '../graph';
import type { Operations } from '../operations';

/** One weight, and all that an optimiser needs to move it. */
export interface Update {
  readonly operations: Operations;
  readonly settings: OptimiserSettings;
  readonly variable: Variable;
  /** The value of the variable before the step. */
  readonly value: Output;
  /** What the optimiser remembers of the weight, in the order of its definition's slots. */
  readonly slots: readonly Variable[];
  readonly gradient: Output;
  /** What `stepFactors` gives for this step, [] each, by name. */
  readonly factors: Readonly<Record<string, Output>>;
}

/** An optimiser in this engine. */
export interface GraphOptimiser {
  readonly kind: string;
  /** Numbers that depend on the step and the settings alone and are fed with it, always of the same names. @param step 1, 2, 3 … */
  readonly stepFactors: (step: number, settings: OptimiserSettings) => Readonly<Record<string, number>>;
  /** One step on one weight. @returns the names of the nodes that write variables */
  readonly update: (update: Update) => readonly string[];
}

/** A factor of the step. @throws where `stepFactors` gives none of this name */
export function factorOf({ factors }: Pick<Update, 'factors'>, name: string): Output {
  const factor = factors[name];
  if (factor === undefined) throw new Error(`The optimiser has no factor ${name} of a step.`);
  return factor;
}
