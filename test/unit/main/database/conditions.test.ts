import { expect, it } from 'vitest';

import { valuesOf } from '#main/database/conditions';
import { openMemoryDatabase } from '#main/database/open';
import { runsOfIds } from '#main/database/runs';
import { storedField } from '#shared/experiment/stored-spec';
import { figureIn } from '#shared/metrics/metrics';

import { seedDatabase } from '../../../bench/seed-runs';

const RUNS = 100;
const database = openMemoryDatabase();
seedDatabase(database, { runs: RUNS, epochs: 2, newest: 1_790_000_000_000 });
const everyRun = runsOfIds(
  database,
  Array.from({ length: RUNS }, (_, index) => index + 1),
);

it('says what there is in a column, the most frequent first', () => {
  const { values, min, max } = valuesOf(database, 'field:training.batchSize');
  const countOf = (size: number): number =>
    everyRun.filter(({ spec }) => storedField(spec, 'training.batchSize') === size).length;
  expect(values.map(({ value, count }) => [value, count])).toEqual(
    values.map(({ value }) => [value, countOf(Number(value))]),
  );
  expect(values.map(({ count }) => count)).toEqual(values.map(({ count }) => count).toSorted((a, b) => b - a));
  expect([min, max]).toEqual([64, 512]);
  expect(valuesOf(database, 'field:training.optimiser').min).toBeNull();
  const accuracies = everyRun.flatMap(({ figures }) => figureIn(figures, 'accuracy') ?? []);
  expect(valuesOf(database, 'figure:accuracy').max).toBe(Math.max(...accuracies));
});
