import fc from 'fast-check';
import { expect, it } from 'vitest';

import { balanceOf, classCounts } from '../../../../../src-renderer/features/datasets/class-counts';

const first = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, image) => image);

it('counts the classes of a part beside those of the whole', () => {
  const counts = classCounts(Uint8Array.of(0, 0, 2, 1, 1, 1, 2, 0), 4, first(4));
  expect(counts.map(({ count, whole, expected }) => [count, whole, expected])).toEqual([
    [2, 3, 1.5],
    [1, 3, 1.5],
    [1, 2, 1],
    [0, 0, 0],
  ]);
});

it('finds the largest class, the smallest, and the one furthest from what the whole makes one expect', () => {
  const found = balanceOf(classCounts(Uint8Array.of(0, 0, 0, 1, 2, 1, 1, 2, 2), 3, first(4)));
  expect([found?.most.classIndex, found?.least.classIndex, found?.furthest.classIndex]).toEqual([0, 2, 0]);
  expect(balanceOf([])).toBeUndefined();
});

it('loses no image: counts add up to the part, and what is expected too', () => {
  const labels = fc.uint8Array({ max: 5, maxLength: 80 });
  fc.assert(
    fc.property(labels, fc.nat(100), (values, part) => {
      const used = Math.min(part, values.length);
      const counts = classCounts(values, 6, first(used));
      expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(used);
      expect(counts.reduce((sum, { expected }) => sum + expected, 0)).toBeCloseTo(used, 9);
    }),
  );
});
