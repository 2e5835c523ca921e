import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';

it('a run that was here before was run here: it has no origin', () => {
  const database = new Database(':memory:');
  const place = MIGRATIONS.findIndex(({ name }) => name === 'run origin');
  migrate(database, MIGRATIONS.slice(0, place));
  database.exec(`INSERT INTO experiments (title, spec, created_at) VALUES ('one', '{}', 1);
    INSERT INTO runs (experiment_id, number, seed, status, owner, queued_at) VALUES (1, 1, 1, 'failed', '', 1)`);
  migrate(database, MIGRATIONS);
  expect(database.prepare('SELECT origin FROM runs').pluck().get()).toBeNull();
  expect(() => database.exec("UPDATE runs SET origin = 'the other machine'")).toThrow('CHECK constraint failed');
});
