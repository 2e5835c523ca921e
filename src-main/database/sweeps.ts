import type { Sweep } from '#shared/answers/sweep';

import type { ReadableDatabase, WritableDatabase } from './open';

/** Names the experiments that were launched together. Gives the number of the sweep. */
export function insertSweep(
  database: WritableDatabase,
  sweep: { readonly name: string; readonly createdAt: number; readonly experimentIds: readonly number[] },
): number {
  const id = Number(
    database.prepare('INSERT INTO sweeps (name, created_at) VALUES (@name, @createdAt)').run(sweep).lastInsertRowid,
  );
  const join = database.prepare('UPDATE experiments SET sweep_id = ? WHERE id = ?');
  for (const experimentId of sweep.experimentIds) join.run(id, experimentId);
  return id;
}

/** Gives a sweep another name; false where there is none of that number. */
export function renameSweep(database: WritableDatabase, id: number, name: string): boolean {
  return database.prepare('UPDATE sweeps SET name = ? WHERE id = ?').run(name, id).changes > 0;
}

/** Sweeps of which some run is left, the latest first. */
export function allSweeps(database: ReadableDatabase): readonly Sweep[] {
  return database
    .prepare<[], Sweep>(
      `SELECT sweeps.id, sweeps.name, sweeps.created_at AS createdAt, count(DISTINCT experiments.id) AS experimentCount,
         count(runs.id) AS runCount, count(runs.id) FILTER (WHERE runs.status = 'finished') AS finishedCount,
         count(runs.id) FILTER (WHERE runs.status IN ('queued', 'running')) AS openCount
       FROM sweeps
       JOIN experiments ON experiments.sweep_id = sweeps.id
       JOIN runs ON runs.experiment_id = experiments.id AND runs.deleted_at IS NULL
       GROUP BY sweeps.id ORDER BY sweeps.id DESC`,
    )
    .all();
}

/** The experiments of a sweep, in the order of the grid. */
export function experimentsOfSweep(database: ReadableDatabase, id: number): readonly number[] {
  return database
    .prepare<[number], number>('SELECT id FROM experiments WHERE sweep_id = ? ORDER BY id')
    .pluck()
    .all(id);
}
