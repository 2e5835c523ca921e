import fc from 'fast-check';
import { expect, it } from 'vitest';

import { confusionMatrix } from '#shared/metrics/confusion';
import { confusionDifference } from '#shared/metrics/confusion-difference';

const CLASSES = 4;
const image = fc.record({ truth: fc.nat(3), first: fc.nat(3), second: fc.nat(3) });

it('is the first matrix less the second, counted image by image, and sums to 0 in every row', () => {
  fc.assert(
    fc.property(fc.array(image, { maxLength: 80 }), (images) => {
      const truth = images.map((each) => each.truth);
      const matrix = (who: 'first' | 'second') =>
        confusionMatrix(
          truth,
          images.map((each) => each[who]),
          CLASSES,
        );
      const cells = confusionDifference(matrix('first'), matrix('second'));
      for (const cell of cells.flat()) {
        const ofClass = images.filter((each) => each.truth === cell.truth);
        const said = (who: 'first' | 'second'): number => ofClass.filter((each) => each[who] === cell.predicted).length;
        expect(cell).toMatchObject({
          first: said('first'),
          second: said('second'),
          count: said('first') - said('second'),
        });
        expect(cell.share).toBeCloseTo(ofClass.length === 0 ? 0 : cell.count / ofClass.length, 12);
      }
      for (const row of cells) expect(row.reduce((sum, { count }) => sum + count, 0)).toBe(0);
    }),
  );
});

it('of a matrix and itself is nothing, and the other way round its opposite', () => {
  const first = [
    [8, 2],
    [1, 9],
  ];
  const second = [
    [5, 5],
    [4, 6],
  ];
  expect(
    confusionDifference(first, first)
      .flat()
      .every(({ count }) => count === 0),
  ).toBe(true);
  const counts = (one = first, other = second) =>
    confusionDifference(one, other)
      .flat()
      .map(({ count }) => count);
  expect(counts()).toEqual([3, -3, -3, 3]);
  expect(counts(second, first)).toEqual([-3, 3, 3, -3]);
});

it('refuses matrices of different test sets', () => {
  expect(() => confusionDifference([[10]], [[9]])).toThrow(/10 and 9 test images by class; expected the same/);
  expect(() =>
    confusionDifference(
      [
        [1, 0],
        [0, 1],
      ],
      [[1]],
    ),
  ).toThrow(RangeError);
});
