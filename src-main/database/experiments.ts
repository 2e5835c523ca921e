import { textToStore, type StoredSpec } from '#shared/experiment/stored-spec';

import type { WritableDatabase } from './open';

/** Stores a design and returns its id. */
export function insertExperiment(
  database: WritableDatabase,
  experiment: { readonly title: string; readonly spec: StoredSpec; readonly createdAt: number },
): number {
  const { lastInsertRowid } = database
    .prepare('INSERT INTO experiments (title, spec, created_at) VALUES (@title, @spec, @createdAt)')
    .run({ ...experiment, spec: textToStore(experiment.spec) });
  return Number(lastInsertRowid);
}
