import { sizeOf, type WeightPlan } from '#shared/networks/layer';
import { weightsOf, type NetworkPlan } from '#shared/networks/plan';
import { OPTIMISERS } from '#shared/optimisers/registry';

import type { NamedTensor } from '#shared/networks/named-tensor';

/** All that training moves, as float32: with the order of the batches it says what the next step does, to the last bit. */
export interface NetworkState {
  /** Steps of the optimiser so far. Its corrections and dropout's masks follow from it. */
  readonly step: number;
  /** Each weight by its name, and the optimiser's slots as `slot/weight`. */
  readonly tensors: readonly NamedTensor[];
}

/** A tensor of the state without its values. */
export type StateTensor = Pick<WeightPlan, 'name' | 'shape'>;

/** The slots of every weight that is trained: all of the first kind, then all of the next. */
export function slotTensors(plan: NetworkPlan, optimiser: string): readonly StateTensor[] {
  const trained = weightsOf(plan).filter(({ trainable }) => trainable);
  return OPTIMISERS.get(optimiser).slots.flatMap((slot) =>
    trained.map(({ name, shape }) => ({ name: `${slot}/${name}`, shape })),
  );
}

/** What the state of a network holds: its weights, then the slots of those that are trained. */
export function stateTensors(plan: NetworkPlan, optimiser: string): readonly StateTensor[] {
  const weights = weightsOf(plan).map(({ name, shape }) => ({ name, shape }));
  return [...weights, ...slotTensors(plan, optimiser)];
}

/** Weights with slots of zeros: what an optimiser remembers of other weights says nothing about these. */
export function startingState(
  weights: readonly NamedTensor[],
  stateful: readonly StateTensor[],
): readonly NamedTensor[] {
  const given = new Map(weights.map((tensor) => [tensor.name, tensor]));
  return stateful.map(
    (tensor) => given.get(tensor.name) ?? { ...tensor, values: new Float32Array(sizeOf(tensor.shape)) },
  );
}

/**
 * The tensors that are wanted, in their order, out of those that were given.
 * @throws RangeError where one is missing or its shape differs
 */
export function pickTensors(given: readonly NamedTensor[], wanted: readonly StateTensor[]): readonly NamedTensor[] {
  const byName = new Map(given.map((tensor) => [tensor.name, tensor]));
  return wanted.map(({ name, shape }) => {
    const tensor = byName.get(name);
    const expected = shape.join(', ');
    if (tensor?.shape.join(', ') === expected) return tensor;
    const received = tensor === undefined ? 'none' : `one of shape [${tensor.shape.join(', ')}]`;
    throw new RangeError(`Received ${received} for the weight ${name}; expected one of shape [${expected}].`);
  });
}
