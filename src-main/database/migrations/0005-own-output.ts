import type { Migration } from './migration';

/**
 * An evaluation is of one task or the other. One by the network's own output has for each set of pairs a 2×2 matrix at
 * the threshold and the figures of the order of the scores; accuracy is then the mean of the sets, and macro_f1 and
 * confusion are those of the two answers, all sets counted together.
 */
export const ownOutput: Migration = {
  version: 5,
  name: 'own output',
  sql: `
    ALTER TABLE evaluations ADD COLUMN task TEXT NOT NULL DEFAULT 'classification'
      CHECK (task IN ('classification', 'discrimination'));
    -- of discrimination: mean of the sets
    ALTER TABLE evaluations ADD COLUMN f1_of_same REAL;
    -- of discrimination: the threshold, and the sets
    ALTER TABLE evaluations ADD COLUMN own_output TEXT CHECK (own_output IS NULL OR json_valid(own_output));
  `,
};
