import { METRICS } from '#shared/metrics/metrics';
import type { BestFigure, BestQuery } from '#shared/runs/run-list';

import { figureOfRun } from './figures';
import type { ReadableDatabase } from './open';
import { conditionOf } from './run-filter';

/** Of each metric the best figure among the runs that pass the filter, where at least two of them have one. */
export function bestFigures(
  database: ReadableDatabase,
  { metrics, ...filter }: BestQuery,
): Readonly<Record<string, BestFigure>> {
  const { sql, values } = conditionOf(filter);
  const known = metrics.flatMap((metric) => METRICS.find(metric) ?? []);
  return Object.fromEntries(
    known.flatMap(({ name, better }) => {
      const best = database
        .prepare<[object], BestFigure>(
          `SELECT ${better === 'lower' ? 'min' : 'max'}(value) AS value, count(value) AS count
           FROM (SELECT ${figureOfRun('@metric')} AS value FROM runs WHERE ${sql})`,
        )
        .get({ ...values, metric: name });
      return best === undefined || best.count < 2 ? [] : [[name, best] as const];
    }),
  );
}
