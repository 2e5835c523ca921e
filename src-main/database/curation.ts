import type { RunStatus } from '#shared/runs/run';

import type { ReadableDatabase, WritableDatabase } from './open';

/** The status of each of these runs that is there and not deleted. */
export function statusesOf(database: ReadableDatabase, ids: readonly number[]): ReadonlyMap<number, RunStatus> {
  const rows = database
    .prepare<[string], { readonly id: number; readonly status: RunStatus }>(
      'SELECT id, status FROM runs WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(ids));
  return new Map(rows.map(({ id, status }) => [id, status]));
}

/** A tag that a run has already, in capitals or not, stays as it is. */
export function addTags(database: WritableDatabase, ids: readonly number[], tags: readonly string[]): void {
  database
    .prepare(
      `INSERT OR IGNORE INTO run_tags (run_id, tag)
       SELECT runs.value, tags.value FROM json_each(?) AS runs, json_each(?) AS tags`,
    )
    .run(JSON.stringify(ids), JSON.stringify(tags));
}

export function removeTags(database: WritableDatabase, ids: readonly number[], tags: readonly string[]): void {
  database
    .prepare(
      `DELETE FROM run_tags
       WHERE run_id IN (SELECT value FROM json_each(?)) AND tag IN (SELECT value FROM json_each(?))`,
    )
    .run(JSON.stringify(ids), JSON.stringify(tags));
}

export function setNote(database: WritableDatabase, id: number, note: string): void {
  database.prepare('UPDATE runs SET note = ? WHERE id = ?').run(note, id);
}

/** @param archivedAt null to take them out of the archive */
export function setArchived(database: WritableDatabase, ids: readonly number[], archivedAt: number | null): void {
  database
    .prepare('UPDATE runs SET archived_at = ? WHERE id IN (SELECT value FROM json_each(?))')
    .run(archivedAt, JSON.stringify(ids));
}

export function setDeleted(database: WritableDatabase, ids: readonly number[], deletedAt: number): void {
  database
    .prepare('UPDATE runs SET deleted_at = ? WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each(?))')
    .run(deletedAt, JSON.stringify(ids));
}

/**
 * Brings back those of the runs that were deleted after a moment.
 * @returns how many came back
 */
export function undelete(database: WritableDatabase, ids: readonly number[], deletedAfter: number): number {
  return database
    .prepare('UPDATE runs SET deleted_at = NULL WHERE deleted_at > ? AND id IN (SELECT value FROM json_each(?))')
    .run(deletedAfter, JSON.stringify(ids)).changes;
}

/**
 * What became of a run that is not there: *deleted* since a moment, so that it can be brought back until it is removed;
 * *gone* for good; *never* there. Numbers are not given again, so one that was passed belonged to a run.
 */
export function fateOf(
  database: ReadableDatabase,
  id: number,
): { readonly kind: 'deleted'; readonly deletedAt: number } | { readonly kind: 'gone' | 'never' } {
  const deletedAt = database
    .prepare<[number], number>('SELECT deleted_at FROM runs WHERE id = ? AND deleted_at IS NOT NULL')
    .pluck()
    .get(id);
  if (deletedAt !== undefined) return { kind: 'deleted', deletedAt };
  const last = database.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'runs'").pluck().get() ?? 0;
  return { kind: id <= last ? 'gone' : 'never' };
}

/** Deleted runs that are still in the database, the longest deleted first. */
export function deletedRuns(
  database: ReadableDatabase,
): readonly { readonly id: number; readonly deletedAt: number }[] {
  return database
    .prepare<[], { id: number; deletedAt: number }>(
      'SELECT id, deleted_at AS deletedAt FROM runs WHERE deleted_at IS NOT NULL ORDER BY deleted_at, id',
    )
    .all();
}

/**
 * Removes a deleted run with everything that points at it, and its experiment where that was its last run. Which tables
 * point at a run is asked of the database, so that a table that comes later is not forgotten here.
 */
export function removeRun(database: WritableDatabase, id: number): void {
  const pointing = database
    .prepare<[], { readonly table: string; readonly column: string }>(
      `SELECT tables.name AS "table", keys."from" AS "column"
       FROM sqlite_master AS tables, pragma_foreign_key_list(tables.name) AS keys
       WHERE tables.type = 'table' AND keys."table" = 'runs'`,
    )
    .all();
  database.transaction(() => {
    const experimentId = database
      .prepare<[number], number>('SELECT experiment_id FROM runs WHERE id = ? AND deleted_at IS NOT NULL')
      .pluck()
      .get(id);
    if (experimentId === undefined) return;
    for (const { table, column } of pointing) {
      database.prepare(`DELETE FROM "${table}" WHERE "${column}" = ?`).run(id);
    }
    database.prepare('DELETE FROM runs WHERE id = ?').run(id);
    database
      .prepare('DELETE FROM experiments WHERE id = @id AND NOT EXISTS (SELECT 1 FROM runs WHERE experiment_id = @id)')
      .run({ id: experimentId });
  })();
}
