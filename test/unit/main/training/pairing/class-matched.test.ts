import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { classMatchedPairs } from '#main/training/pairing/class-matched';

import { anySeed, labelsAndCount, listOf, upTo } from './labelled-images';

describe('class-matched test pairs', () => {
  it('give each image, in order, with one of the same true class: the leak of rows C10 and C11', () => {
    fc.assert(
      fc.property(labelsAndCount(1), anySeed, ({ labels, count }, seed) => {
        const pairs = listOf(classMatchedPairs(labels, count, seed));
        expect(pairs.map(([one]) => one)).toEqual(upTo(count));
        for (const [one, other] of pairs) expect([other < count, labels[other]]).toEqual([true, labels[one]]);
        expect(listOf(classMatchedPairs(labels, count, seed))).toEqual(pairs);
      }),
    );
  });

  it('differ by seed', () => {
    const labels = new Uint8Array(50);
    expect(classMatchedPairs(labels, 50, 1)).not.toEqual(classMatchedPairs(labels, 50, 2));
  });
});
