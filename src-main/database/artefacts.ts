import type { Artefact } from '#shared/runs/run';

import type { ReadableDatabase, WritableDatabase } from './open';

/** Lists a file of a run's folder; one of each kind, the latest. */
export function insertArtefact(database: WritableDatabase, runId: number, artefact: Artefact): void {
  database
    .prepare(
      `INSERT OR REPLACE INTO artefacts (run_id, kind, file, bytes, sha256)
       VALUES (@runId, @kind, @file, @bytes, @sha256)`,
    )
    .run({ runId, ...artefact });
}

/** Forgets the files of a run; they stay where they are until others take their place. */
export function deleteArtefacts(database: WritableDatabase, runId: number): void {
  database.prepare('DELETE FROM artefacts WHERE run_id = ?').run(runId);
}

export function artefactsOf(database: ReadableDatabase, runId: number): readonly Artefact[] {
  return database
    .prepare<[number], Artefact>('SELECT kind, file, bytes, sha256 FROM artefacts WHERE run_id = ? ORDER BY kind')
    .all(runId);
}
