import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';

function atVersion1(): Database.Database {
  const database = new Database(':memory:');
  database.pragma('foreign_keys = ON');
  migrate(database, MIGRATIONS.slice(0, 1));
  database.exec(`INSERT INTO experiments (title, spec, created_at) VALUES ('an experiment', '{}', 1)`);
  return database;
}

const insertRun = `INSERT INTO runs (experiment_id, seed, status, owner, queued_at) VALUES (?, ?, ?, 'me', 1)`;

it('version 1 keeps a run per seed of an experiment that exists, with a status that there is', () => {
  const database = atVersion1();
  database.prepare(insertRun).run(1, 1, 'queued');
  expect(() => database.prepare(insertRun).run(1, 1, 'queued')).toThrow('UNIQUE');
  expect(() => database.prepare(insertRun).run(2, 1, 'queued')).toThrow('FOREIGN KEY');
  expect(() => database.prepare(insertRun).run(1, 2, 'sleeping')).toThrow('CHECK');
  expect(() => database.prepare(insertRun).run(1, 'two', 'queued')).toThrow('TEXT value in INTEGER column');
});

it('version 1 refuses a spec that is not JSON', () => {
  expect(() =>
    atVersion1().exec(`INSERT INTO experiments (title, spec, created_at) VALUES ('broken', '{', 1)`),
  ).toThrow('CHECK');
});

it('version 1 finds the queue through an index', () => {
  const plan = atVersion1()
    .prepare(`EXPLAIN QUERY PLAN SELECT id FROM runs WHERE status = 'queued' ORDER BY id LIMIT 1`)
    .all();
  expect(JSON.stringify(plan)).toContain('runs_by_status');
});
