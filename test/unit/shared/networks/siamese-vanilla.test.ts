import { describe, expect, it } from 'vitest';

import { parameterCount, weightsOf } from '#shared/networks/plan';
import { siameseVanillaPlan } from '#shared/networks/siamese-vanilla';
import { DECK_TOWER } from '#shared/networks/small-tower';

const deck = siameseVanillaPlan([32, 32, 3], 10, { ...DECK_TOWER, sharedTowers: false, head: 'concatenate' });

describe('the siamese vanilla network', () => {
  it('has the 158,538 parameters of the deck: two towers with weights of their own, and 64 → 10', () => {
    expect(parameterCount(deck)).toBe(158_538);
    expect(deck.branches[0]?.headShape).toEqual([64]);
  });

  it('has half as many in its towers when they are shared', () => {
    const shared = siameseVanillaPlan([32, 32, 3], 10, { ...DECK_TOWER, sharedTowers: true, head: 'concatenate' });
    expect(parameterCount(shared)).toBe(78_944 + 650);
    expect(shared.towers.map(({ inputs }) => inputs)).toEqual([['first', 'second']]);
  });

  it('joins 32 features when it takes their difference', () => {
    const plan = siameseVanillaPlan([32, 32, 3], 10, { ...DECK_TOWER, sharedTowers: true, head: 'absoluteDifference' });
    expect(plan.branches[0]?.headShape).toEqual([32]);
  });

  it('names every weight once', () => {
    const names = weightsOf(deck).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
