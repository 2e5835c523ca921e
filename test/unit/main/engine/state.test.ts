import { describe, expect, it } from 'vitest';

import { pickTensors, startingState, stateTensors } from '#main/engine/state';
import { weightsOf } from '#shared/networks/plan';
import { OPTIMISERS } from '#shared/optimisers/registry';

import { TINY_NETWORKS, tinyWeights } from '#main/engine/self-test/tiny-networks';

const frozen = TINY_NETWORKS.find(({ name }) => name.includes('frozen layers'))?.plan;
if (frozen === undefined) throw new Error('There is no such network.');
const weights = weightsOf(frozen);

describe('the state of a network', () => {
  it.each(['adam', 'sgd'] as const)(
    'holds its weights, and what %s remembers of those that are trained',
    (optimiser) => {
      const names = stateTensors(frozen, optimiser).map(({ name }) => name);
      const trained = weights.filter(({ trainable }) => trainable).map(({ name }) => name);
      expect(trained.length).toBeLessThan(weights.length);
      expect(names).toEqual([
        ...weights.map(({ name }) => name),
        ...OPTIMISERS.get(optimiser).slots.flatMap((slot) => trained.map((name) => `${slot}/${name}`)),
      ]);
    },
  );

  it('starts from weights with an optimiser that remembers nothing', () => {
    const given = tinyWeights(weights, 1);
    const state = startingState(given, stateTensors(frozen, 'adam'));
    expect(state.slice(0, given.length)).toEqual(given);
    for (const { values } of state.slice(given.length)) expect(values.every((value) => value === 0)).toBe(true);
  });

  it('takes what it is given in whatever order, and says what is missing or of another shape', () => {
    const given = tinyWeights(weights, 1);
    expect(pickTensors(given.toReversed(), weights)).toEqual(given);
    const [first, ...rest] = given;
    if (first === undefined) throw new Error('There is no weight.');
    expect(() => pickTensors(rest, weights)).toThrow(`Received none for the weight ${first.name}`);
    expect(() => pickTensors([{ ...first, shape: [7] }, ...rest], weights)).toThrow(
      `Received one of shape [7] for the weight ${first.name}; expected one of shape [${first.shape.join(', ')}].`,
    );
  });
});
