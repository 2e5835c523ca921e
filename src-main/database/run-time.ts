import type { WritableDatabase } from './open';

/** Counts time of training for a run that is being trained; nothing for any other. */
export function countTime(
  database: WritableDatabase,
  id: number,
  time: { readonly milliseconds: number; readonly at: number },
): void {
  database
    .prepare(
      `UPDATE runs SET duration = coalesce(duration, 0) + @milliseconds, counted_at = @at
       WHERE id = @id AND counted_at IS NOT NULL`,
    )
    .run({ id, ...time });
}

/** A running run stands, and its process is gone. */
export function markPaused(database: WritableDatabase, id: number, at: number): void {
  database
    .prepare(`UPDATE runs SET paused_at = ?, counted_at = NULL, trainer = NULL WHERE id = ? AND status = 'running'`)
    .run(at, id);
}

/** Names the process that trains a running run. */
export function setTrainer(database: WritableDatabase, id: number, trainer: string): void {
  database.prepare(`UPDATE runs SET trainer = ? WHERE id = ? AND status = 'running'`).run(trainer, id);
}
