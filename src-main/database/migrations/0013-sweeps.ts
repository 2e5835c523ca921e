import type { Migration } from './migration';

/** A sweep is an object with a name: the experiments that were launched together. */
export const sweeps: Migration = {
  version: 13,
  name: 'sweeps',
  sql: `
    CREATE TABLE sweeps (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    ALTER TABLE experiments ADD COLUMN sweep_id INTEGER REFERENCES sweeps (id) ON DELETE SET NULL;
    CREATE INDEX experiments_by_sweep ON experiments (sweep_id) WHERE sweep_id IS NOT NULL;
  `,
};
