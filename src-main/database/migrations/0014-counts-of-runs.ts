import type { Migration } from './migration';

/** Null where the facts say no whole number: `json_type` tells it from true, `typeof` from one that is too large. */
const count = (name: string, facts: string): string =>
  `CASE WHEN json_valid(${facts}) THEN
    CASE WHEN json_type(${facts}, '$.${name}') = 'integer' AND typeof(${facts} ->> '$.${name}') = 'integer'
      THEN ${facts} ->> '$.${name}' END END`;
const counts = (facts: string): string =>
  `parameter_count = ${count('parameterCount', facts)}, train_count = ${count('trainCount', facts)}`;

/**
 * The counts of a run's facts that the list shows and sorts by are stored, not worked out for each line. The column of
 * before had a type that a hand-edited fact could break, and then nothing of that run could be changed any more.
 */
export const countsOfRuns: Migration = {
  version: 14,
  name: 'counts of runs',
  sql: `
    ALTER TABLE runs DROP COLUMN parameter_count;
    -- null until the run has loaded, or where its facts say no whole number
    ALTER TABLE runs ADD COLUMN parameter_count INTEGER;
    -- images that are learned from
    ALTER TABLE runs ADD COLUMN train_count INTEGER;
    UPDATE runs SET ${counts('facts')} WHERE facts IS NOT NULL;

    CREATE TRIGGER runs_carry_their_counts AFTER UPDATE OF facts ON runs BEGIN
      UPDATE runs SET ${counts('NEW.facts')} WHERE id = NEW.id;
    END;
    CREATE TRIGGER runs_begin_with_their_counts AFTER INSERT ON runs WHEN NEW.facts IS NOT NULL BEGIN
      UPDATE runs SET ${counts('NEW.facts')} WHERE id = NEW.id;
    END;
  `,
};
