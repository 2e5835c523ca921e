import type { Migration } from './migration';

/** An experiment is the design; a run is one seed of it, executed. */
export const experimentsAndRuns: Migration = {
  version: 1,
  name: 'experiments and runs',
  sql: `
    CREATE TABLE experiments (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      title TEXT NOT NULL,
      spec TEXT NOT NULL CHECK (json_valid(spec)),
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE runs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      experiment_id INTEGER NOT NULL REFERENCES experiments (id),
      seed INTEGER NOT NULL,
      status TEXT NOT NULL
        CHECK (status IN ('queued', 'running', 'finished', 'failed', 'cancelled', 'interrupted')),
      -- the process that queued it and will run it
      owner TEXT NOT NULL,
      queued_at INTEGER NOT NULL,
      started_at INTEGER,
      ended_at INTEGER,
      failure TEXT CHECK (failure IS NULL OR json_valid(failure)),
      facts TEXT CHECK (facts IS NULL OR json_valid(facts)),
      UNIQUE (experiment_id, seed)
    ) STRICT;

    CREATE INDEX runs_by_status ON runs (status, id);
  `,
};
