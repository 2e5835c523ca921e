import { expect, it } from 'vitest';

import { bestFigures } from '#main/database/best-figures';
import { openMemoryDatabase } from '#main/database/open';
import { runsOfIds } from '#main/database/runs';
import { insertSeries, seriesOf } from '#main/database/series';
import { sparklinesOf } from '#main/database/sparklines';
import { figureIn } from '#shared/metrics/metrics';
import { SPARKLINE_POINTS } from '#shared/runs/sparkline';

import { seedDatabase } from '../../../bench/seed-runs';

const RUNS = 40;
const database = openMemoryDatabase();
seedDatabase(database, { runs: RUNS, epochs: 5, newest: 1_790_000_000_000 });
const everyRun = runsOfIds(
  database,
  Array.from({ length: RUNS }, (_, index) => index + 1),
);

it('gives each epoch of a short run, in order', () => {
  const [line, ...others] = sparklinesOf(database, [1, 999]);
  expect(others).toEqual([]);
  const expected = seriesOf(database, 1)
    .filter(({ metric, split }) => metric === 'accuracy' && split === line?.split)
    .map(({ value }) => value);
  expect(expected.length).toBeGreaterThan(1);
  expect(line).toEqual({ id: 1, split: line?.split, values: expected });
});

it('gives means of stretches of a long run, no more than a line shows', () => {
  insertSeries(
    database,
    2,
    Array.from({ length: 1000 }, (_, index) => [
      { metric: 'loss' as const, split: 'train' as const, epoch: index + 1, value: 1 },
      { metric: 'accuracy' as const, split: 'test' as const, epoch: index + 1, value: index / 1000 },
    ]).flat(),
  );
  const [line] = sparklinesOf(database, [2]);
  expect(line?.values).toHaveLength(SPARKLINE_POINTS);
  expect(line?.values).toEqual(line?.values.toSorted((a, b) => a - b));
  expect(line?.values.at(0)).toBeLessThan(0.03);
  expect(line?.values.at(-1)).toBeGreaterThan(0.97);
});

it('finds the best of a list by the metric, and of how many runs it is', () => {
  const filter = { datasets: ['shapes'], metrics: ['accuracy', 'loss', 'of-nobody'] };
  const listed = everyRun.filter(
    ({ spec, archivedAt }) => 'dataset' in spec && spec.dataset === 'shapes' && archivedAt === null,
  );
  const valuesOf = (metric: string): readonly number[] =>
    listed.flatMap(({ figures }) => figureIn(figures, metric) ?? []);
  expect(valuesOf('loss').length).toBeGreaterThan(1);
  expect(bestFigures(database, filter)).toEqual({
    accuracy: { value: Math.max(...valuesOf('accuracy')), count: valuesOf('accuracy').length },
    loss: { value: Math.min(...valuesOf('loss')), count: valuesOf('loss').length },
  });
});

it('calls the figure of one run alone no best', () => {
  const finished = everyRun.filter(({ figures }) => figureIn(figures, 'accuracy') !== null);
  const bestOf = (count: number) =>
    bestFigures(database, {
      ids: finished.slice(0, count).map(({ id }) => id),
      archived: 'with',
      metrics: ['accuracy'],
    });
  expect(Object.keys(bestOf(1))).toEqual([]);
  expect(Object.keys(bestOf(2))).toEqual(['accuracy']);
});
