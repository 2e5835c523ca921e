import type { Migration } from './migration';

/** What a run leaves behind: a value per metric and epoch, the metrics of the finished model, and its files. */
export const results: Migration = {
  version: 2,
  name: 'series, evaluations and artefacts',
  sql: `
    CREATE TABLE series (
      run_id INTEGER NOT NULL REFERENCES runs (id),
      split TEXT NOT NULL,
      metric TEXT NOT NULL,
      epoch INTEGER NOT NULL CHECK (epoch > 0),
      -- SQLite keeps no NaN, and a value that is none is not recorded
      value REAL NOT NULL,
      PRIMARY KEY (run_id, split, metric, epoch)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE evaluations (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run_id INTEGER NOT NULL REFERENCES runs (id),
      protocol TEXT NOT NULL,
      loss REAL NOT NULL,
      accuracy REAL NOT NULL,
      macro_f1 REAL NOT NULL,
      -- the counts that every other figure follows from
      confusion TEXT NOT NULL CHECK (json_valid(confusion)),
      UNIQUE (run_id, protocol)
    ) STRICT;

    CREATE TABLE artefacts (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run_id INTEGER NOT NULL REFERENCES runs (id),
      kind TEXT NOT NULL,
      file TEXT NOT NULL,
      bytes INTEGER NOT NULL CHECK (bytes >= 0),
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      UNIQUE (run_id, kind)
    ) STRICT;
  `,
};
