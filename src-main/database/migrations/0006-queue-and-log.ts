import type { Migration } from './migration';

/**
 * The queue has an order of its own and can be paused; a seed can be tried again; a run keeps a log.
 *
 * A seed used to have one run for ever: UNIQUE (experiment_id, seed), which only a new table could lose. So the column
 * under that rule becomes the run's number in its experiment, and the seed stands beside it. Of a seed's runs at most one
 * is still to run or has finished: a mean over an experiment's finished runs counts every seed once, without having to
 * think of it.
 */
export const queueAndLog: Migration = {
  version: 6,
  name: 'queue and log',
  sql: `
    ALTER TABLE runs RENAME COLUMN seed TO number;
    ALTER TABLE runs ADD COLUMN seed INTEGER NOT NULL DEFAULT 0;
    UPDATE runs SET seed = number;
    -- by way of numbers that nobody has
    UPDATE runs SET number = -id;
    UPDATE runs SET number = (SELECT count(*) FROM runs AS others
      WHERE others.experiment_id = runs.experiment_id AND others.id <= runs.id);

    CREATE INDEX runs_of_experiment ON runs (experiment_id, seed, id);
    CREATE UNIQUE INDEX runs_one_result_a_seed ON runs (experiment_id, seed)
      WHERE status IN ('queued', 'running', 'finished');

    -- the smallest is next; says nothing once the run has left the queue
    ALTER TABLE runs ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
    UPDATE runs SET position = id;
    CREATE INDEX runs_in_queue ON runs (status, position, id);

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
