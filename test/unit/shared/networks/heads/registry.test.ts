import { expect, it } from 'vitest';

import { HEADS } from '#shared/networks/heads/registry';
import { headShape } from '#shared/networks/plan';

it('says what each head makes of two vectors of 4', () => {
  expect(HEADS.all().map(({ kind, joins, isConcatenation }) => [kind, joins, isConcatenation])).toEqual([
    ['first', 1, false],
    ['concatenate', 2, true],
    ['distance', 2, false],
    ['absoluteDifference', 2, false],
    ['distanceAndBoth', 2, false],
  ]);
  const shapes = (['first', 'concatenate', 'distance', 'absoluteDifference', 'distanceAndBoth'] as const).map((kind) =>
    headShape(kind, 4),
  );
  expect(shapes).toEqual([[4], [8], [1], [4], [9]]);
});

it('has words for every head that joins', () => {
  for (const { joins, text } of HEADS.all()) expect(text(4) === null).toBe(joins === 1);
});
