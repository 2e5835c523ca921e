import type { Migration } from './migration';

/**
 * How long a run was trained, over all its attempts. It used to be the time from its start to its end, pauses and the time
 * in which the lab was closed included; runs that have ended keep that, as nobody knows better.
 */
export const runTime: Migration = {
  version: 10,
  name: 'run time',
  sql: `
    ALTER TABLE runs DROP COLUMN duration;
    -- milliseconds of training up to counted_at
    ALTER TABLE runs ADD COLUMN duration INTEGER;
    UPDATE runs SET duration = ended_at - started_at;
    -- null while it is not trained
    ALTER TABLE runs ADD COLUMN counted_at INTEGER;
    -- null while it is not paused
    ALTER TABLE runs ADD COLUMN paused_at INTEGER;
    -- the training process, named as the owner is; it may outlive the program that has started it
    ALTER TABLE runs ADD COLUMN trainer TEXT;
  `,
};
