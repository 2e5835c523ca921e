import type { Migration } from './migration';

/** A person names an experiment: its title is theirs then, and not worked out of its design any more. */
export const namedExperiments: Migration = {
  version: 15,
  name: 'named experiments',
  sql: 'ALTER TABLE experiments ADD COLUMN is_named INTEGER NOT NULL DEFAULT 0 CHECK (is_named IN (0, 1));',
};
