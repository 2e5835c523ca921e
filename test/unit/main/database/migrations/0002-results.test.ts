import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';

function atVersion2(): Database.Database {
  const database = new Database(':memory:');
  database.pragma('foreign_keys = ON');
  migrate(database, MIGRATIONS.slice(0, 1));
  database.exec(`
    INSERT INTO experiments (title, spec, created_at) VALUES ('an experiment', '{}', 1);
    INSERT INTO runs (experiment_id, seed, status, owner, queued_at) VALUES (1, 1, 'finished', 'me', 1);
  `);
  migrate(database, MIGRATIONS.slice(0, 2));
  return database;
}

it('version 2 keeps the runs that version 1 had', () => {
  expect(atVersion2().prepare('SELECT status FROM runs').all()).toEqual([{ status: 'finished' }]);
});

it('version 2 keeps one value per run, split, metric and epoch', () => {
  const insert = atVersion2().prepare(
    `INSERT INTO series (run_id, split, metric, epoch, value) VALUES (?, 'train', 'loss', ?, ?)`,
  );
  insert.run(1, 1, 0.5);
  expect(() => insert.run(1, 1, 0.4)).toThrow('UNIQUE');
  expect(() => insert.run(1, 0, 0.4)).toThrow('CHECK');
  expect(() => insert.run(9, 1, 0.4)).toThrow('FOREIGN KEY');
  expect(() => insert.run(1, 2, Number.NaN)).toThrow('NOT NULL');
});

it('version 2 refuses an artefact whose hash is none', () => {
  expect(() =>
    atVersion2().exec(`INSERT INTO artefacts (run_id, kind, file, bytes, sha256) VALUES (1, 'weights', 'w', 1, 'abc')`),
  ).toThrow('CHECK');
});
