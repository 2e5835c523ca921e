import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createRandom, deriveSeed, permutation } from '#shared/basics/random';

const draw = (seed: number, count: number): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('the seeded generator', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    expect(draw(7, 50)).toEqual(draw(7, 50));
    expect(draw(7, 50)).not.toEqual(draw(8, 50));
  });

  it('is uniform: mean 1/2, variance 1/12, and no value outside [0, 1)', () => {
    const values = draw(3, 100_000);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(1 / 2, 2);
    expect(variance).toBeCloseTo(1 / 12, 2);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
  });

  it('draws a standard normal: mean 0, variance 1', () => {
    const random = createRandom(11);
    const values = Array.from({ length: 100_000 }, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(values.reduce((sum, value) => sum + value ** 2, 0) / values.length).toBeCloseTo(1, 1);
  });
});

describe('a derived seed', () => {
  it('differs by purpose and by seed, and is never 0', () => {
    expect(deriveSeed(1, 'order')).not.toBe(deriveSeed(1, 'dropout'));
    expect(deriveSeed(1, 'order')).not.toBe(deriveSeed(2, 'order'));
    fc.assert(fc.property(fc.integer(), fc.string(), (seed, purpose) => deriveSeed(seed, purpose) !== 0));
  });
});

describe('a permutation', () => {
  it('holds each number once, and is the same for the same seed', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer(), (count, seed) => {
        const order = permutation(count, createRandom(seed));
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
        expect(permutation(count, createRandom(seed))).toEqual(order);
      }),
    );
  });

  it('puts each number at each place about equally often', () => {
    const random = createRandom(5);
    const counts = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
    for (let trial = 0; trial < 8000; trial++) {
      permutation(4, random).forEach((value, place) => {
        const row = counts[place];
        if (row !== undefined) row[value] = (row[value] ?? 0) + 1;
      });
    }
    // 2,000 expected; 5 standard deviations are under 200
    for (const count of counts.flat()) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });
});
