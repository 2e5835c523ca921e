import type { CheckpointFile, CheckpointPlace } from '#shared/run';

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

export function checkpointOf(database: ReadableDatabase, runId: number): CheckpointPlace | null {
  return (
    database.prepare<[number], CheckpointPlace>('SELECT epoch, batch FROM checkpoints WHERE run_id = ?').get(runId) ??
    null
  );
}
