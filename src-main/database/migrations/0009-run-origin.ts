import type { Migration } from './migration';

/** A run that was imported says where it came from: the machine, its number there, and when. */
export const runOrigin: Migration = {
  version: 9,
  name: 'run origin',
  sql: `
    ALTER TABLE runs ADD COLUMN origin TEXT CHECK (origin IS NULL OR json_valid(origin));
  `,
};
