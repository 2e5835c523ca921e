import type { Migration } from './migration';

/**
 * The queue has an order of its own and can be paused; a seed can be tried again; a run keeps a log.
 * A seed used to have one run for ever. Now it may have several, of which at most one is still to run or has finished:
 * a mean over an experiment's finished runs counts every seed once without having to think of it.
 */
export const queueAndLog: Migration = {
  version: 5,
  name: 'queue and log',
  sql: `
    CREATE TABLE runs_again (
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
      -- the smallest is next; says nothing once the run has left the queue
      position INTEGER NOT NULL
    ) STRICT;

    -- numbers that were given once are not given again
    INSERT INTO sqlite_sequence (name, seq) SELECT 'runs_again', seq FROM sqlite_sequence WHERE name = 'runs';
    INSERT INTO runs_again
      (id, experiment_id, seed, status, owner, queued_at, started_at, ended_at, failure, facts, position)
      SELECT id, experiment_id, seed, status, owner, queued_at, started_at, ended_at, failure, facts, id FROM runs;
    DROP TABLE runs;
    ALTER TABLE runs_again RENAME TO runs;

    CREATE INDEX runs_by_status ON runs (status, id);
    CREATE INDEX runs_in_queue ON runs (status, position, id);
    CREATE INDEX runs_of_experiment ON runs (experiment_id, seed, id);
    CREATE UNIQUE INDEX runs_one_result_a_seed ON runs (experiment_id, seed)
      WHERE status IN ('queued', 'running', 'finished');

    -- one row: while it is paused no run starts, in whichever program
    CREATE TABLE queue (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      is_paused INTEGER NOT NULL CHECK (is_paused IN (0, 1))
    ) STRICT;
    INSERT INTO queue (id, is_paused) VALUES (1, 0);

    CREATE TABLE log (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      line INTEGER NOT NULL CHECK (line > 0),
      at INTEGER NOT NULL,
      event TEXT NOT NULL CHECK (json_valid(event)),
      PRIMARY KEY (run_id, line)
    ) STRICT, WITHOUT ROWID;
  `,
};
