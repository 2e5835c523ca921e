import type { Migration } from './migration';

/** A person names an experiment. Its title stays beside the name: the name may be taken away again. */
export const namedExperiments: Migration = {
  version: 15,
  name: 'named experiments',
  sql: "ALTER TABLE experiments ADD COLUMN name TEXT NOT NULL DEFAULT '';",
};
