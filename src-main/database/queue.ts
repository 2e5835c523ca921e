import type { RunStatus } from '#shared/runs/run';

import type { ReadableDatabase, WritableDatabase } from './open';

/** The queued runs of every program, the next one first. */
export function queuedRuns(database: ReadableDatabase): readonly { readonly id: number; readonly owner: string }[] {
  return database
    .prepare<[], { id: number; owner: string }>(
      "SELECT id, owner FROM runs WHERE status = 'queued' ORDER BY position, id",
    )
    .all();
}

/** The run that comes next of those that wait for this owner. */
export function nextQueuedRun(database: ReadableDatabase, owner: string): number | undefined {
  return database
    .prepare<[string], { id: number }>(
      "SELECT id FROM runs WHERE status = 'queued' AND owner = ? ORDER BY position, id LIMIT 1",
    )
    .get(owner)?.id;
}

export function countQueuedRuns(database: ReadableDatabase): number {
  const row = database
    .prepare<[], { total: number }>("SELECT count(*) AS total FROM runs WHERE status = 'queued'")
    .get();
  return row?.total ?? 0;
}

export interface ActiveRun {
  readonly id: number;
  readonly status: RunStatus;
  readonly owner: string;
  /** Its training process, which may outlive the owner; null where none is known. */
  readonly trainer: string | null;
  readonly isPaused: boolean;
}

/** Runs that somebody has yet to end, with who that is. */
export function activeRuns(database: ReadableDatabase): readonly ActiveRun[] {
  return database
    .prepare<[], Omit<ActiveRun, 'isPaused'> & { readonly isPaused: 0 | 1 }>(
      `SELECT id, status, owner, trainer, paused_at IS NOT NULL AS isPaused FROM runs
       WHERE status IN ('queued', 'running') ORDER BY id`,
    )
    .all()
    .map((run) => ({ ...run, isPaused: run.isPaused === 1 }));
}

/** Puts a run that had ended without a result at the end of the queue once more. */
export function requeueRun(database: WritableDatabase, id: number, owner: string): void {
  database
    .prepare(
      `UPDATE runs SET status = 'queued', owner = @owner, ended_at = NULL, failure = NULL,
         position = (SELECT coalesce(max(position), 0) + 1 FROM runs WHERE status = 'queued')
       WHERE id = @id AND status IN ('failed', 'cancelled', 'interrupted')`,
    )
    .run({ id, owner });
}

/**
 * Puts a paused run at the front of the queue, to go on from its checkpoint.
 * @returns whether it was paused
 */
export function requeuePausedRun(database: WritableDatabase, id: number, owner: string): boolean {
  const { changes } = database
    .prepare(
      `UPDATE runs SET status = 'queued', owner = @owner, paused_at = NULL,
         position = (SELECT coalesce(min(position), 1) - 1 FROM runs WHERE status = 'queued')
       WHERE id = @id AND status = 'running' AND paused_at IS NOT NULL`,
    )
    .run({ id, owner });
  return changes === 1;
}

/**
 * Puts a cancelled run back where it was in the queue, unless it had begun and has kept nothing, or its seed has been
 * tried again meanwhile.
 * @returns whether it waits again
 */
export function putBackRun(database: WritableDatabase, id: number, owner: string): boolean {
  const { changes } = database
    .prepare(
      `UPDATE runs SET status = 'queued', owner = @owner, ended_at = NULL, failure = NULL
       WHERE id = @id AND status = 'cancelled' AND deleted_at IS NULL
         AND (duration IS NULL OR EXISTS (SELECT 1 FROM checkpoints WHERE run_id = runs.id))
         AND NOT EXISTS (SELECT 1 FROM runs AS others WHERE others.experiment_id = runs.experiment_id
           AND others.seed = runs.seed AND others.id <> runs.id AND others.status IN ('queued', 'running', 'finished'))`,
    )
    .run({ id, owner });
  return changes === 1;
}

/**
 * Takes a queued run for execution, unless any run is trained or the queue is paused: one statement, so that two
 * programs on one database never train at the same time. A paused run has no process, and is in nobody's way.
 * @returns whether it was taken
 */
export function claimRun(
  database: WritableDatabase,
  claim: { readonly id: number; readonly owner: string; readonly startedAt: number },
): boolean {
  const { changes } = database
    .prepare(
      `UPDATE runs SET status = 'running', started_at = coalesce(started_at, max(@startedAt, queued_at)),
         duration = coalesce(duration, 0), counted_at = @startedAt, paused_at = NULL, trainer = NULL
       WHERE id = @id AND owner = @owner AND status = 'queued'
         AND NOT EXISTS (SELECT 1 FROM runs WHERE status = 'running' AND paused_at IS NULL)
         AND NOT EXISTS (SELECT 1 FROM queue WHERE is_paused = 1)`,
    )
    .run(claim);
  return changes === 1;
}

/**
 * Puts a queued run before another one, or at the end of the queue.
 * @param before null: the end
 * @returns whether both were waiting; where not, nothing was moved
 */
export function moveQueuedRun(database: WritableDatabase, id: number, before: number | null): boolean {
  return database
    .transaction(() => {
      const order = queuedRuns(database).map((run) => run.id);
      if (!order.includes(id) || (before !== null && !order.includes(before)) || before === id) return false;
      const others = order.filter((other) => other !== id);
      const place = before === null ? others.length : others.indexOf(before);
      const write = database.prepare<[number, number]>('UPDATE runs SET position = ? WHERE id = ?');
      others.toSpliced(place, 0, id).forEach((queued, index) => write.run(index + 1, queued));
      return true;
    })
    .immediate();
}

export function isQueuePaused(database: ReadableDatabase): boolean {
  return database.prepare<[], { is_paused: number }>('SELECT is_paused FROM queue').get()?.is_paused === 1;
}

export function setQueuePaused(database: WritableDatabase, isPaused: boolean): void {
  database.prepare('UPDATE queue SET is_paused = ?').run(isPaused ? 1 : 0);
}

export function setRunOwner(database: WritableDatabase, id: number, owner: string): void {
  database.prepare('UPDATE runs SET owner = ? WHERE id = ?').run(owner, id);
}
