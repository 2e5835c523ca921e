import type { Migration } from './migration';

/** Where a run that has not finished can go on. */
export const checkpoints: Migration = {
  version: 8,
  name: 'checkpoints',
  sql: `
    -- the newest of each run; the files of the run's folder are what counts
    CREATE TABLE checkpoints (
      run_id INTEGER PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
      file TEXT NOT NULL,
      epoch INTEGER NOT NULL CHECK (epoch > 0),
      batch INTEGER NOT NULL CHECK (batch >= 0),
      bytes INTEGER NOT NULL CHECK (bytes >= 0),
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
    ) STRICT;

    -- a run that goes on from a checkpoint forgets what came after it
    CREATE TRIGGER runs_forget_epochs AFTER DELETE ON series
    WHEN OLD.split = 'train' AND OLD.metric = 'loss' BEGIN
      UPDATE runs SET epochs_done = coalesce((SELECT max(epoch) FROM series
        WHERE run_id = OLD.run_id AND split = 'train' AND metric = 'loss'), 0)
      WHERE id = OLD.run_id;
    END;

    CREATE TRIGGER runs_forget_figures AFTER DELETE ON evaluations BEGIN
      UPDATE runs SET accuracy = NULL, macro_f1 = NULL, f1_of_same = NULL
      WHERE id = OLD.run_id AND protocol = OLD.protocol;
    END;
  `,
};
