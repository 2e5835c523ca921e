import { SERIES_METRICS, SERIES_SPLITS, type SeriesPoint } from '#shared/runs/run';

import type { ReadableDatabase, WritableDatabase } from './open';

/** Adds points to a run's series. A point that is there already is replaced, so that an epoch can be told again. */
export function insertSeries(database: WritableDatabase, runId: number, points: readonly SeriesPoint[]): void {
  const insert = database.prepare(
    `INSERT OR REPLACE INTO series (run_id, split, metric, epoch, value) VALUES (@runId, @split, @metric, @epoch, @value)`,
  );
  database.transaction(() => {
    for (const point of points) insert.run({ runId, ...point });
  })();
}

/** Forgets what came of an epoch and of those after it. */
export function deleteSeriesFrom(database: WritableDatabase, runId: number, epoch: number): void {
  database.prepare('DELETE FROM series WHERE run_id = ? AND epoch >= ?').run(runId, epoch);
}

const KNOWN = `metric IN (SELECT value FROM json_each('${JSON.stringify(SERIES_METRICS)}'))
  AND split IN (SELECT value FROM json_each('${JSON.stringify(SERIES_SPLITS)}'))`;

/** A sentence on the series of a run that this lab does not know, where there are any: a newer one wrote them. */
export function unreadSeriesOf(database: ReadableDatabase, runId: number): readonly string[] {
  const names = database
    .prepare<[number], string>(
      `SELECT DISTINCT split || ' ' || metric FROM series WHERE run_id = ? AND NOT (${KNOWN}) ORDER BY 1`,
    )
    .pluck()
    .all(runId);
  if (names.length === 0) return [];
  return [`Series that this lab does not know are left out here, and kept as they are stored: ${names.join(', ')}.`];
}

/** Every point of a run that this lab knows, ordered by split, metric and epoch. */
export function seriesOf(database: ReadableDatabase, runId: number): readonly SeriesPoint[] {
  return database
    .prepare<[number], SeriesPoint>(
      `SELECT metric, split, epoch, value FROM series WHERE run_id = ? AND ${KNOWN} ORDER BY split, metric, epoch`,
    )
    .all(runId);
}
