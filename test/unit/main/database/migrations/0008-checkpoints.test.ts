import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';

import { specOf } from '../spec';

it('0008 keeps what is there, and lets a run forget epochs and figures', () => {
  const database = new Database(':memory:');
  migrate(database, MIGRATIONS.slice(0, 7));
  database
    .prepare("INSERT INTO experiments (title, spec, created_at) VALUES ('a', ?, 1)")
    .run(JSON.stringify(specOf()));
  database.exec(`
    INSERT INTO runs (experiment_id, number, seed, status, owner, queued_at, started_at, ended_at)
      VALUES (1, 1, 1, 'interrupted', 'me', 1, 10, 25);
    INSERT INTO series (run_id, split, metric, epoch, value) VALUES
      (1, 'train', 'loss', 1, 2), (1, 'train', 'loss', 2, 1), (1, 'train', 'loss', 3, 1);
    INSERT INTO evaluations (run_id, task, protocol, loss, accuracy, macro_f1, confusion)
      VALUES (1, 'classification', 'single', 1, 0.5, 0.4, '[]');
  `);
  migrate(database, MIGRATIONS.slice(0, 8));
  const run = () => database.prepare('SELECT epochs_done, accuracy, macro_f1 FROM runs').get();
  expect(run()).toEqual({ epochs_done: 3, accuracy: 0.5, macro_f1: 0.4 });
  database.exec('DELETE FROM series WHERE epoch > 1; DELETE FROM evaluations');
  expect(run()).toEqual({ epochs_done: 1, accuracy: null, macro_f1: null });
  database.exec('DELETE FROM series');
  expect(run()).toMatchObject({ epochs_done: 0 });
  database.exec(`INSERT INTO checkpoints VALUES (1, 'checkpoints/a', 2, 5, 100, '${'a'.repeat(64)}')`);
  expect(() => database.exec(`INSERT INTO checkpoints VALUES (9, 'a', 2, 5, 100, '${'a'.repeat(64)}')`)).toThrow();
});
