import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';

it('version 3 keeps the evaluations that version 2 had, without discrimination', () => {
  const database = new Database(':memory:');
  migrate(database, MIGRATIONS.slice(0, 2));
  database.exec(`
    INSERT INTO experiments (title, spec, created_at) VALUES ('an experiment', '{}', 1);
    INSERT INTO runs (experiment_id, seed, status, owner, queued_at) VALUES (1, 1, 'finished', 'me', 1);
    INSERT INTO evaluations (run_id, protocol, loss, accuracy, macro_f1, confusion) VALUES (1, 'single', 1, 0.5, 0.4, '[]');
  `);
  migrate(database, MIGRATIONS.slice(0, 3));
  expect(database.prepare('SELECT accuracy, rotations FROM evaluations').all()).toEqual([
    { accuracy: 0.5, rotations: null },
  ]);
  expect(() => database.exec(`UPDATE evaluations SET rotations = '['`)).toThrow('CHECK');
});
