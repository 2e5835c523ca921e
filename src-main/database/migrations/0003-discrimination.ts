import type { Migration } from './migration';

/** An evaluation may also tell whether two images are of one class: a 2×2 matrix of counts for each rotation. */
export const discrimination: Migration = {
  version: 3,
  name: 'discrimination',
  sql: `
    ALTER TABLE evaluations ADD COLUMN rotations TEXT CHECK (rotations IS NULL OR json_valid(rotations));
  `,
};
