import type { Artefact } from '#shared/run';

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

export function artefactsOf(database: ReadableDatabase, runId: number): readonly Artefact[] {
  return database
    .prepare<[number], Artefact>('SELECT kind, file, bytes, sha256 FROM artefacts WHERE run_id = ? ORDER BY kind')
    .all(runId);
}
