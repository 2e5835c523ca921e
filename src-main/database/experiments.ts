import type { ExperimentSpec } from '#shared/experiment';

import type { WritableDatabase } from './open';

/** Stores a design and returns its id. */
export function insertExperiment(
  database: WritableDatabase,
  experiment: { readonly title: string; readonly spec: ExperimentSpec; readonly createdAt: number },
): number {
  const { lastInsertRowid } = database
    .prepare('INSERT INTO experiments (title, spec, created_at) VALUES (@title, @spec, @createdAt)')
    .run({ ...experiment, spec: JSON.stringify(experiment.spec) });
  return Number(lastInsertRowid);
}
