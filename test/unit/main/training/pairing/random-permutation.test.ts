import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { randomPermutationPairs } from '#main/training/pairing/random-permutation';

import { anySeed, labelsAndCount, listOf, upTo } from './labelled-images';

describe('random-permutation pairs', () => {
  it('use each image once as first and once as second, never with itself, and mark equal labels as same', () => {
    fc.assert(
      fc.property(labelsAndCount(2), anySeed, ({ labels, count }, seed) => {
        const pairs = randomPermutationPairs(labels, count, seed);
        const list = listOf(pairs);
        expect(list.map(([one]) => one)).toEqual(upTo(count));
        expect(list.map(([, other]) => other).toSorted((a, b) => a - b)).toEqual(upTo(count));
        expect(list.every(([one, other]) => one !== other)).toBe(true);
        expect([...pairs.same]).toEqual(list.map(([one, other]) => (labels[one] === labels[other] ? 1 : 0)));
        expect(randomPermutationPairs(labels, count, seed)).toEqual(pairs);
      }),
    );
  });

  it('give each other image the same chance as a partner', () => {
    const counts = new Map<number, number>();
    for (let seed = 0; seed < 6000; seed++) {
      const partner = randomPermutationPairs([0, 0, 0, 0], 4, seed).second[1] ?? -1;
      counts.set(partner, (counts.get(partner) ?? 0) + 1);
    }
    // 2,000 expected of each; 5 standard deviations are under 190
    for (const image of [0, 2, 3]) expect(Math.abs((counts.get(image) ?? 0) - 2000)).toBeLessThan(190);
    expect(counts.has(1)).toBe(false);
  });

  it('refuse a single image, which has no other to meet', () => {
    expect(() => randomPermutationPairs([0], 1, 1)).toThrow('expected a whole number from 2 to 1');
  });
});
