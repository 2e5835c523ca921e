import { expect, it } from 'vitest';

import { cellsOf, topConfusions } from '#shared/metrics/confusion-cells';

const CONFUSION = [
  [8, 2, 0],
  [1, 4, 5],
  [0, 0, 0],
];

it('gives each cell its share of its row, and 0 where the class has no samples', () => {
  expect(cellsOf(CONFUSION).map((row) => row.map(({ share }) => share))).toEqual([
    [0.8, 0.2, 0],
    [0.1, 0.4, 0.5],
    [0, 0, 0],
  ]);
});

it('gives each cell its share of its column, and 0 where nothing was predicted so', () => {
  expect(
    cellsOf([
      [3, 0],
      [1, 0],
    ]).map((row) => row.map(({ columnShare }) => columnShare)),
  ).toEqual([
    [0.75, 0],
    [0.25, 0],
  ]);
});

it('lists the most frequent mistakes first, and never a hit or an empty cell', () => {
  expect(topConfusions(CONFUSION, 5).map(({ truth, predicted, count }) => [truth, predicted, count])).toEqual([
    [1, 2, 5],
    [0, 1, 2],
    [1, 0, 1],
  ]);
  expect(topConfusions(CONFUSION, 1)).toHaveLength(1);
});
