import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';
import { ownOutput } from '#main/database/migrations/0005-own-output';

it('keeps the evaluations there were, as evaluations by class', () => {
  const database = new Database(':memory:');
  const place = MIGRATIONS.indexOf(ownOutput);
  migrate(database, MIGRATIONS.slice(0, place));
  database.exec(`
    INSERT INTO experiments (title, spec, created_at) VALUES ('an experiment', '{}', 1);
    INSERT INTO runs (experiment_id, seed, status, owner, queued_at) VALUES (1, 1, 'finished', 'me', 1);
    INSERT INTO evaluations (run_id, protocol, loss, accuracy, macro_f1, confusion) VALUES (1, 'single', 1, 0.5, 0.4, '[]');
  `);
  migrate(database, MIGRATIONS.slice(0, place + 1));
  expect(database.prepare('SELECT task, accuracy, macro_f1, f1_of_same, own_output FROM evaluations').all()).toEqual([
    { task: 'classification', accuracy: 0.5, macro_f1: 0.4, f1_of_same: null, own_output: null },
  ]);
  expect(() => database.exec(`UPDATE evaluations SET own_output = '['`)).toThrow('CHECK');
  expect(() => database.exec(`UPDATE evaluations SET task = 'guessing'`)).toThrow('CHECK');
});
