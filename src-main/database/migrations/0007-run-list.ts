import type { Migration } from './migration';

/**
 * What the list of runs sorts and filters by stands beside each run, so that a page of thousands costs no look-up a run:
 * copies of the design, of the first protocol's figures and of the series' ends, kept by triggers whoever writes.
 * A person's own words on a run: tags, a note, archived or not, and when it was deleted.
 */
export const runList: Migration = {
  version: 7,
  name: 'run list',
  sql: `
    ALTER TABLE runs ADD COLUMN dataset TEXT;
    ALTER TABLE runs ADD COLUMN network TEXT;
    ALTER TABLE runs ADD COLUMN fraction REAL;
    ALTER TABLE runs ADD COLUMN deck_row TEXT;
    -- the one whose figures count first
    ALTER TABLE runs ADD COLUMN protocol TEXT;
    ALTER TABLE runs ADD COLUMN accuracy REAL;
    -- of a network that names classes
    ALTER TABLE runs ADD COLUMN macro_f1 REAL;
    -- of one that tells "same" from "different"
    ALTER TABLE runs ADD COLUMN f1_of_same REAL;
    ALTER TABLE runs ADD COLUMN epochs_done INTEGER NOT NULL DEFAULT 0;
    -- mean over the epochs
    ALTER TABLE runs ADD COLUMN images_per_second REAL;
    ALTER TABLE runs ADD COLUMN duration INTEGER GENERATED ALWAYS AS (ended_at - started_at) VIRTUAL;
    ALTER TABLE runs ADD COLUMN parameter_count INTEGER GENERATED ALWAYS AS (facts ->> '$.parameterCount') VIRTUAL;

    ALTER TABLE runs ADD COLUMN note TEXT NOT NULL DEFAULT '';
    ALTER TABLE runs ADD COLUMN archived_at INTEGER;
    -- can be undone for a while; then the run and its folder go for good
    ALTER TABLE runs ADD COLUMN deleted_at INTEGER;

    CREATE TABLE run_tags (
      run_id INTEGER NOT NULL REFERENCES runs (id),
      tag TEXT NOT NULL COLLATE NOCASE CHECK (length(tag) BETWEEN 1 AND 40),
      PRIMARY KEY (run_id, tag)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX runs_by_tag ON run_tags (tag, run_id);

    UPDATE runs SET
      dataset = spec ->> '$.dataset',
      network = spec ->> '$.network.kind',
      fraction = spec ->> '$.fraction',
      deck_row = spec ->> '$.row',
      protocol = spec ->> '$.protocols[0]'
    FROM experiments WHERE experiments.id = runs.experiment_id;

    UPDATE runs SET
      accuracy = evaluations.accuracy,
      macro_f1 = iif(evaluations.task = 'classification', evaluations.macro_f1, NULL),
      f1_of_same = evaluations.f1_of_same
    FROM evaluations WHERE evaluations.run_id = runs.id AND evaluations.protocol = runs.protocol;

    UPDATE runs SET
      epochs_done = coalesce((SELECT max(epoch) FROM series
        WHERE run_id = runs.id AND split = 'train' AND metric = 'loss'), 0),
      images_per_second = (SELECT avg(value) FROM series
        WHERE run_id = runs.id AND split = 'process' AND metric = 'imagesPerSecond');

    CREATE TRIGGER runs_carry_their_design AFTER INSERT ON runs BEGIN
      UPDATE runs SET
        dataset = spec ->> '$.dataset',
        network = spec ->> '$.network.kind',
        fraction = spec ->> '$.fraction',
        deck_row = spec ->> '$.row',
        protocol = spec ->> '$.protocols[0]'
      FROM experiments WHERE runs.id = NEW.id AND experiments.id = NEW.experiment_id;
    END;

    CREATE TRIGGER runs_follow_their_design AFTER UPDATE OF spec ON experiments BEGIN
      UPDATE runs SET
        dataset = NEW.spec ->> '$.dataset',
        network = NEW.spec ->> '$.network.kind',
        fraction = NEW.spec ->> '$.fraction',
        deck_row = NEW.spec ->> '$.row',
        protocol = NEW.spec ->> '$.protocols[0]'
      WHERE experiment_id = NEW.id;
    END;

    CREATE TRIGGER runs_carry_their_figures AFTER INSERT ON evaluations BEGIN
      UPDATE runs SET
        accuracy = NEW.accuracy,
        macro_f1 = iif(NEW.task = 'classification', NEW.macro_f1, NULL),
        f1_of_same = NEW.f1_of_same
      WHERE id = NEW.run_id AND protocol = NEW.protocol;
    END;

    CREATE TRIGGER runs_count_their_epochs AFTER INSERT ON series
    WHEN NEW.split = 'train' AND NEW.metric = 'loss' BEGIN
      UPDATE runs SET epochs_done = max(epochs_done, NEW.epoch) WHERE id = NEW.run_id;
    END;

    CREATE TRIGGER runs_carry_their_speed AFTER INSERT ON series
    WHEN NEW.split = 'process' AND NEW.metric = 'imagesPerSecond' BEGIN
      UPDATE runs SET images_per_second = (SELECT avg(value) FROM series
        WHERE run_id = NEW.run_id AND split = 'process' AND metric = 'imagesPerSecond')
      WHERE id = NEW.run_id;
    END;
  `,
};
