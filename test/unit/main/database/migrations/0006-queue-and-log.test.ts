import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';
import { queueAndLog } from '#main/database/migrations/0006-queue-and-log';

/** The version before with some runs in it, and then this one. */
function after(): Database.Database {
  const database = new Database(':memory:');
  database.pragma('foreign_keys = ON');
  migrate(database, MIGRATIONS.slice(0, queueAndLog.version - 1));
  database.exec(`
    INSERT INTO experiments (title, spec, created_at) VALUES ('one', '{}', 1), ('other', '{}', 1);
    INSERT INTO runs (experiment_id, seed, status, owner, queued_at, facts) VALUES
      (1, 2, 'finished', 'me', 1, '{}'), (1, 1, 'queued', 'me', 2, NULL), (2, 77, 'queued', 'me', 3, NULL);
    INSERT INTO series (run_id, split, metric, epoch, value) VALUES (1, 'train', 'loss', 1, 0.5);
  `);
  migrate(database, MIGRATIONS.slice(0, queueAndLog.version));
  return database;
}

const insert = `INSERT INTO runs (experiment_id, number, seed, status, owner, queued_at)
  VALUES (1, (SELECT max(number) + 1 FROM runs WHERE experiment_id = 1), ?, ?, 'me', 1)`;

it('keeps the runs, their seeds and their order, and numbers them in their experiment', () => {
  const database = after();
  expect(
    database
      .prepare('SELECT id, experiment_id AS experiment, number, seed, position, facts FROM runs ORDER BY id')
      .all(),
  ).toEqual([
    { id: 1, experiment: 1, number: 1, seed: 2, position: 1, facts: '{}' },
    { id: 2, experiment: 1, number: 2, seed: 1, position: 2, facts: null },
    { id: 3, experiment: 2, number: 1, seed: 77, position: 3, facts: null },
  ]);
  expect(database.prepare('SELECT run_id, value FROM series').all()).toEqual([{ run_id: 1, value: 0.5 }]);
});

it('lets a seed have several runs that came to nothing, and one that did not', () => {
  const database = after();
  const run = database.prepare(insert);
  run.run(5, 'failed');
  run.run(5, 'cancelled');
  run.run(5, 'finished');
  expect(() => run.run(5, 'queued')).toThrow('UNIQUE');
  expect(() => run.run(1, 'running')).toThrow('UNIQUE');
});

it('finds the queue in its order through an index', () => {
  const plan = after()
    .prepare(`EXPLAIN QUERY PLAN SELECT id FROM runs WHERE status = 'queued' ORDER BY position, id`)
    .all();
  expect(JSON.stringify(plan)).toContain('runs_in_queue');
  expect(JSON.stringify(plan)).not.toContain('TEMP B-TREE');
});

it('holds one queue, which is not paused', () => {
  const database = after();
  expect(database.prepare('SELECT * FROM queue').all()).toEqual([{ id: 1, is_paused: 0 }]);
  expect(() => database.exec('INSERT INTO queue (id, is_paused) VALUES (2, 0)')).toThrow('CHECK');
});

it('lets the log of a run go with the run', () => {
  const database = after();
  database.exec(
    `INSERT INTO log (run_id, line, at, event) VALUES (2, 1, 1, '{"kind":"queued"}'); DELETE FROM runs WHERE id = 2`,
  );
  expect(database.prepare('SELECT * FROM log').all()).toEqual([]);
});
