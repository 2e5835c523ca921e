import fc from 'fast-check';
import { expect, it } from 'vitest';

import { chanceOf } from '../../../../../src-renderer/features/compare/chance';

it.each([
  [0.08, 8, 100, false],
  [1, 100, 100, false],
  [0.0499, 5, 100, false],
  [0.003, 3, 1_000, false],
  [0.0004, 4, 10_000, false],
  [1e-12, 1, 10_000, true],
  [0, 1, 10_000, true],
])('pictures %d as %i of %i', (probability, times, of, isLess) => {
  expect(chanceOf(probability)).toEqual({ times, of, isLess });
});

it('is never off by more than half a time, and never says 0', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (probability) => {
      const { times, of, isLess } = chanceOf(probability);
      expect(times).toBeGreaterThanOrEqual(1);
      if (isLess) expect(probability).toBeLessThan(1 / of);
      else expect(Math.abs(times / of - probability)).toBeLessThanOrEqual(0.5 / of + 1e-12);
    }),
  );
});
