import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';
import { queueAndLog } from '#main/database/migrations/0005-queue-and-log';

function before(): Database.Database {
  const database = new Database(':memory:');
  database.pragma('foreign_keys = ON');
  migrate(database, MIGRATIONS.slice(0, queueAndLog.version - 1));
  database.exec(`
    INSERT INTO experiments (title, spec, created_at) VALUES ('an experiment', '{}', 1);
    INSERT INTO runs (experiment_id, seed, status, owner, queued_at, facts) VALUES (1, 1, 'finished', 'me', 1, '{}');
    INSERT INTO runs (experiment_id, seed, status, owner, queued_at) VALUES (1, 2, 'queued', 'me', 2);
    INSERT INTO runs (experiment_id, seed, status, owner, queued_at) VALUES (1, 3, 'queued', 'me', 3);
    INSERT INTO series (run_id, split, metric, epoch, value) VALUES (1, 'train', 'loss', 1, 0.5);
    DELETE FROM runs WHERE id = 3;
  `);
  return database;
}

function after(): Database.Database {
  const database = before();
  migrate(database, MIGRATIONS.slice(0, queueAndLog.version));
  return database;
}

const insert = `INSERT INTO runs (experiment_id, seed, status, owner, queued_at, position) VALUES (1, ?, ?, 'me', 1, 1)`;

it('keeps the runs with their numbers and what belongs to them, and gives no number twice', () => {
  const database = after();
  expect(database.prepare('SELECT id, seed, status, facts, position FROM runs ORDER BY id').all()).toEqual([
    { id: 1, seed: 1, status: 'finished', facts: '{}', position: 1 },
    { id: 2, seed: 2, status: 'queued', facts: null, position: 2 },
  ]);
  expect(database.prepare('SELECT run_id, value FROM series').all()).toEqual([{ run_id: 1, value: 0.5 }]);
  expect(database.prepare(insert).run(9, 'failed').lastInsertRowid).toBe(4);
});

it('still refuses what refers to nothing', () => {
  const database = after();
  expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(() => database.exec(`INSERT INTO series VALUES (77, 'train', 'loss', 1, 0.5)`)).toThrow('FOREIGN KEY');
  expect(() => database.exec('DELETE FROM runs WHERE id = 1')).toThrow('FOREIGN KEY');
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
