import type { Migration } from './migration';

/**
 * An evaluation holds named figures and the counts that they follow from, so that a new protocol or metric needs no new
 * table or column. The figures of before keep their values; those that nobody stored are worked out when the lab is opened.
 */
export const namedFigures: Migration = {
  version: 12,
  name: 'named figures',
  sql: `
    DROP TRIGGER runs_carry_their_figures;
    DROP TRIGGER runs_forget_figures;
    ALTER TABLE evaluations RENAME TO old_evaluations;

    CREATE TABLE evaluations (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run_id INTEGER NOT NULL REFERENCES runs (id),
      protocol TEXT NOT NULL,
      -- what every figure follows from, with a kind that says how to read it
      counts TEXT NOT NULL CHECK (json_valid(counts)),
      -- names of the metrics that were worked out, whether or not the counts have a figure for each
      metrics TEXT NOT NULL CHECK (json_valid(metrics)),
      UNIQUE (run_id, protocol)
    ) STRICT;

    CREATE TABLE figures (
      evaluation_id INTEGER NOT NULL REFERENCES evaluations (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      value REAL NOT NULL,
      PRIMARY KEY (evaluation_id, name)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX figures_by_value ON figures (name, value);

    INSERT INTO evaluations (id, run_id, protocol, counts, metrics)
    SELECT id, run_id, protocol,
      CASE task
        WHEN 'discrimination' THEN
          iif(json_valid(own_output) AND json_type(own_output) = 'object',
            json_set(own_output, '$.kind', 'pairs'),
            json_object('kind', 'pairs', 'stored', own_output))
        ELSE
          iif(json_valid(confusion) AND json_valid(coalesce(rotations, 'null')),
            json_object('kind', 'classes', 'confusion', json(confusion), 'rotations', json(coalesce(rotations, 'null'))),
            json_object('kind', 'classes', 'stored', confusion))
      END,
      '["loss","accuracy","macro-f1","f1-of-same"]'
    FROM old_evaluations ORDER BY id;

    INSERT INTO figures (evaluation_id, name, value)
    SELECT id, 'loss', loss FROM old_evaluations
    UNION ALL SELECT id, 'accuracy', accuracy FROM old_evaluations
    UNION ALL SELECT id, 'macro-f1', macro_f1 FROM old_evaluations WHERE task = 'classification'
    UNION ALL SELECT id, 'f1-of-same', f1_of_same FROM old_evaluations WHERE f1_of_same IS NOT NULL;
    DROP TABLE old_evaluations;

    ALTER TABLE runs DROP COLUMN accuracy;
    ALTER TABLE runs DROP COLUMN macro_f1;
    ALTER TABLE runs DROP COLUMN f1_of_same;
    -- the evaluation on the protocol whose figures count first
    ALTER TABLE runs ADD COLUMN evaluation_id INTEGER;
    UPDATE runs SET evaluation_id = evaluations.id
    FROM evaluations WHERE evaluations.run_id = runs.id AND evaluations.protocol = runs.protocol;

    CREATE TRIGGER runs_carry_their_evaluation AFTER INSERT ON evaluations BEGIN
      UPDATE runs SET evaluation_id = NEW.id WHERE id = NEW.run_id AND protocol = NEW.protocol;
    END;
    CREATE TRIGGER runs_forget_their_evaluation AFTER DELETE ON evaluations BEGIN
      UPDATE runs SET evaluation_id = NULL WHERE id = OLD.run_id AND evaluation_id = OLD.id;
    END;
  `,
};
