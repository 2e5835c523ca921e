import type { NamedTensorMap } from '@tensorflow/tfjs-node';

import type { NamedTensor } from '#shared/networks/named-tensor';
import { weightsOf, type NetworkPlan } from '#shared/networks/plan';

import { pickTensors, slotTensors, type NetworkState, type StateTensor } from '../state';
import type { Tensorflow } from '../tensorflow';
import type { GraphSession } from './graph-session';
import { partsOf, STATE_KINDS, type StateKind } from './network-state';

/** What training moves, in and out of a graph. */
export interface StateAccess {
  readonly weights: () => readonly NamedTensor[];
  /** All tensors: the weights, then the optimiser's slots. */
  readonly tensors: () => readonly NamedTensor[];
  /** Starts from these weights, with slots of zeros. @throws RangeError where one is missing or its shape differs */
  readonly start: (weights: readonly NamedTensor[]) => void;
  /** Goes on from there. @throws RangeError where a tensor is missing or its shape differs; nothing is written then */
  readonly restore: (state: NetworkState) => void;
}

/** @param optimiser its kind */
export function createStateAccess(
  tf: Tensorflow,
  session: GraphSession,
  plan: NetworkPlan,
  optimiser: string,
): StateAccess {
  const stateful = { weights: weightsOf(plan), slots: slotTensors(plan, optimiser) };

  function read(kind: StateKind): readonly NamedTensor[] {
    return partsOf<StateTensor>(stateful[kind]).flatMap((part, place) => {
      const values = session.run(`read/${kind}/${place}`, {});
      return part.map(({ name, shape }) => ({ name, shape, values: Float32Array.from(values[name] ?? []) }));
    });
  }

  /** @param given all the tensors of the kind */
  function write(kind: StateKind, given: readonly NamedTensor[]): void {
    partsOf(given).forEach((part, place) => {
      const tensors = part.map(({ name, shape, values }) => [name, tf.tensor(values, [...shape])]);
      session.run(`write/${kind}/${place}`, Object.fromEntries(tensors) as NamedTensorMap);
    });
  }

  return {
    weights: () => read('weights'),
    tensors: () => STATE_KINDS.flatMap(read),
    start: (given) => {
      write('weights', pickTensors(given, stateful.weights));
      // what an optimiser remembers of other weights says nothing about these
      session.run('reset', {});
    },
    restore: ({ tensors }) => {
      // both are picked before either is written: what is refused leaves no half of it
      const picked = STATE_KINDS.map((kind) => [kind, pickTensors(tensors, stateful[kind])] as const);
      for (const [kind, given] of picked) write(kind, given);
    },
  };
}
