import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';

it('0010 leaves runs that have ended the time from their start to their end, and counts anew from then on', () => {
  const database = new Database(':memory:');
  migrate(database, MIGRATIONS.slice(0, 9));
  database.exec(`
    INSERT INTO experiments (title, spec, created_at) VALUES ('a', '{}', 1);
    INSERT INTO runs (experiment_id, number, seed, status, owner, queued_at, started_at, ended_at) VALUES
      (1, 1, 1, 'finished', 'me', 1, 10, 25), (1, 2, 2, 'queued', 'me', 1, NULL, NULL), (1, 3, 3, 'failed', 'me', 1, NULL, 9);
  `);
  migrate(database, MIGRATIONS.slice(0, 10));
  expect(database.prepare('SELECT duration FROM runs ORDER BY id').pluck().all()).toEqual([15, null, null]);
  database.exec('UPDATE runs SET duration = duration + 5 WHERE id = 1');
  expect(database.prepare('SELECT duration, counted_at, paused_at, trainer FROM runs WHERE id = 1').get()).toEqual({
    duration: 20,
    counted_at: null,
    paused_at: null,
    trainer: null,
  });
});
