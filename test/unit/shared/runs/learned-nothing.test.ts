import fc from 'fast-check';
import { expect, it } from 'vitest';

import { createRandom } from '#shared/basics/random';
import { nothingLearned } from '#shared/runs/learned-nothing';
import type { SeriesPoint } from '#shared/runs/run';

const trained = (value: number): readonly SeriesPoint[] => [
  { metric: 'accuracy', split: 'train', epoch: 1, value: 0.1 },
  { metric: 'accuracy', split: 'train', epoch: 2, value },
];
/** Ten classes of a hundred images. @param hits right answers of each class, the others spread evenly */
const matrix = (hits: number): readonly (readonly number[])[] =>
  Array.from({ length: 10 }, (_, truth) =>
    Array.from({ length: 10 }, (__, told) => (told === truth ? hits : (100 - hits) / 9)),
  );
const ALL_ONE = Array.from({ length: 10 }, () => [0, 0, 0, 100, 0, 0, 0, 0, 0, 0]);

it('says nothing of a network that is better than chance', () => {
  expect(nothingLearned(matrix(55), trained(0.6), 1_000)).toBeNull();
  expect(nothingLearned(matrix(19), trained(0.2), 10)).toBeNull();
});

it.each([
  [ALL_ONE, 0.1, 5_000, 'one-answer'],
  [ALL_ONE, 0.1, 12, 'few-updates'],
  [matrix(10), 0.1, 12, 'few-updates'],
  [matrix(10), 0.11, 5_000, 'not-fitted'],
  [matrix(10), 0.11, null, 'not-fitted'],
  [matrix(10), 0.93, 5_000, 'not-general'],
] as const)('tells the likely cause', (confusion, accuracy, updates, cause) => {
  expect(nothingLearned(confusion, trained(accuracy), updates)).toBe(cause);
});

it('tells a network that calls every pair different from one that tells pairs apart', () => {
  expect(nothingLearned([[900, 0], [100, 0]], trained(0.9), 5_000)).toBe('one-answer'); // prettier-ignore
  expect(nothingLearned([[800, 100], [40, 60]], trained(0.9), 5_000)).toBeNull(); // prettier-ignore
});

it('takes about nineteen of twenty networks that guess for what they are', () => {
  const found = fc.sample(fc.integer(), { numRuns: 400, seed: 1 }).filter((seed) => {
    const random = createRandom(seed);
    const confusion = Array.from({ length: 10 }, () => Array.from({ length: 10 }, () => 0));
    for (let image = 0; image < 1_000; image++) {
      const row = confusion[image % 10];
      const told = random.integer(10);
      if (row !== undefined) row[told] = (row[told] ?? 0) + 1;
    }
    return nothingLearned(confusion, [], null) !== null;
  });
  expect(found.length / 400).toBeGreaterThan(0.9);
  expect(found.length / 400).toBeLessThan(0.99);
});
