import { sizeOf } from '#shared/networks/layer';
import { weightsOf, type NetworkPlan } from '#shared/networks/plan';
import { OPTIMISERS } from '#shared/optimisers/registry';

import { slotTensors, type StateTensor } from '../state';
import { createFeeds } from './feeds';
import type { Variable } from './graph';
import type { Operations } from './operations';
import type { Signature } from './saved-model';

/** What training moves: the network's weights, and the optimiser's slots. */
export const STATE_KINDS = ['weights', 'slots'] as const;
export type StateKind = (typeof STATE_KINDS)[number];

/** The state of a network as variables of its graph. */
export interface GraphState {
  /**
   * *write/KIND/PART* and *read/KIND/PART* move the tensors of a part, by their names, and *reset* makes every slot zeros,
   * as they are before the first step.
   */
  readonly signatures: ReadonlyMap<string, Signature>;
  readonly weights: ReadonlyMap<string, Variable>;
  /** Of each trainable weight, in the order of the optimiser's slots. */
  readonly slots: ReadonlyMap<string, readonly Variable[]>;
}

/** Tensors go in and out in parts of about so many bytes: while they do they lie in memory two or three times. */
const PART_BYTES = 2 ** 25;

/** Tensors in parts, in their order, none empty. */
export function partsOf<T extends StateTensor>(tensors: readonly T[]): readonly (readonly T[])[] {
  const parts: T[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const tensor of tensors) {
    const size = sizeOf(tensor.shape) * Float32Array.BYTES_PER_ELEMENT;
    if (bytes + size > PART_BYTES) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(tensor);
    bytes += size;
  }
  return parts;
}

export function buildState(operations: Operations, plan: NetworkPlan, optimiser: string): GraphState {
  const { graph } = operations;
  const { tensor, feed, done } = createFeeds(operations);
  const variables = new Map(
    [...weightsOf(plan), ...slotTensors(plan, optimiser)].map(({ name, shape }) => [
      name,
      graph.variable(name, 'float', shape),
    ]),
  );
  const variableOf = (name: string): Variable => {
    const variable = variables.get(name);
    if (variable === undefined) throw new Error(`The graph has no variable ${name}.`);
    return variable;
  };
  const signatures = new Map<string, Signature>();
  const tensors = { weights: weightsOf(plan), slots: slotTensors(plan, optimiser) };
  for (const kind of STATE_KINDS) {
    partsOf<StateTensor>(tensors[kind]).forEach((part, place) => {
      const written = part.map(({ name, shape }) => [name, feed(`write/${kind}`, name, 'float', shape)] as const);
      const assigned = written.map(([name, given]) =>
        operations.assign(variableOf(name), operations.copy(given.output)),
      );
      signatures.set(`write/${kind}/${place}`, {
        inputs: Object.fromEntries(written),
        outputs: { done: done(`write/${kind}/${place}`, assigned) },
      });
      signatures.set(`read/${kind}/${place}`, {
        inputs: {},
        outputs: Object.fromEntries(
          part.map(({ name, shape }) => [name, tensor(operations.read(variableOf(name)), shape)]),
        ),
      });
    });
  }
  const zeros = tensors.slots.map(({ name, shape }) =>
    operations.assign(variableOf(name), operations.fill(graph.ints(shape), graph.float(0))),
  );
  signatures.set('reset', { inputs: {}, outputs: { done: done('reset', zeros) } });
  const trained = weightsOf(plan).filter(({ trainable }) => trainable);
  return {
    signatures,
    weights: new Map(weightsOf(plan).map(({ name }) => [name, variableOf(name)])),
    slots: new Map(
      trained.map(({ name }) => [name, OPTIMISERS.get(optimiser).slots.map((slot) => variableOf(`${slot}/${name}`))]),
    ),
  };
}
