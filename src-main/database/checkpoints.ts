import type { CheckpointFile } from '#shared/runs/run';

import type { ReadableDatabase, WritableDatabase } from './open';

/** Lists the newest checkpoint of a run. */
export function setCheckpoint(database: WritableDatabase, runId: number, checkpoint: CheckpointFile): void {
  database
    .prepare(
      `INSERT OR REPLACE INTO checkpoints (run_id, file, epoch, batch, bytes, sha256)
       VALUES (@runId, @file, @epoch, @batch, @bytes, @sha256)`,
    )
    .run({ runId, ...checkpoint });
}

export function deleteCheckpoint(database: WritableDatabase, runId: number): void {
  database.prepare('DELETE FROM checkpoints WHERE run_id = ?').run(runId);
}

/** The file of the checkpoint that is listed for a run; null where none is. */
export function checkpointFileOf(database: ReadableDatabase, runId: number): string | null {
  return database.prepare<[number], string>('SELECT file FROM checkpoints WHERE run_id = ?').pluck().get(runId) ?? null;
}
