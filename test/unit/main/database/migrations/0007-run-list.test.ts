import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';

import { specOf } from '../spec';

const VERSION = 7;
const row = (database: Database.Database, id: number): unknown =>
  database
    .prepare(
      `SELECT dataset, network, fraction, deck_row, protocol, accuracy, macro_f1, epochs_done, images_per_second, duration,
         note, archived_at, deleted_at FROM runs WHERE id = ?`,
    )
    .get(id);

function fill(database: Database.Database): void {
  const spec = specOf({ fraction: 0.5, network: { kind: 'siamese-vanilla' } });
  database.prepare("INSERT INTO experiments (title, spec, created_at) VALUES ('a', ?, 1)").run(JSON.stringify(spec));
  database.exec(`
    INSERT INTO runs (experiment_id, number, seed, status, owner, queued_at, started_at, ended_at)
      VALUES (1, 1, 1, 'finished', 'me', 1, 10, 25);
    INSERT INTO series (run_id, split, metric, epoch, value) VALUES
      (1, 'train', 'loss', 1, 2), (1, 'train', 'loss', 2, 1), (1, 'test', 'loss', 3, 1),
      (1, 'process', 'imagesPerSecond', 1, 100), (1, 'process', 'imagesPerSecond', 2, 300);
    INSERT INTO evaluations (run_id, protocol, loss, accuracy, macro_f1, confusion) VALUES
      (1, 'class-matched', 1, 0.9, 0.8, '[]'), (1, 'duplicates', 1, 0.5, 0.4, '[]');
  `);
}

const CARRIED = {
  dataset: 'shapes',
  network: 'siamese-vanilla',
  fraction: 0.5,
  deck_row: null,
  protocol: 'duplicates',
  accuracy: 0.5,
  macro_f1: 0.4,
  epochs_done: 2,
  images_per_second: 200,
  duration: 15,
  note: '',
  archived_at: null,
  deleted_at: null,
};

it('gives the runs that are there what the list sorts by', () => {
  const database = new Database(':memory:');
  migrate(database, MIGRATIONS.slice(0, VERSION - 1));
  fill(database);
  migrate(database, MIGRATIONS.slice(0, VERSION));
  expect(row(database, 1)).toEqual(CARRIED);
});

it('gives it to the runs that come, and follows a design that is mended', () => {
  const database = new Database(':memory:');
  migrate(database, MIGRATIONS.slice(0, VERSION));
  fill(database);
  expect(row(database, 1)).toEqual(CARRIED);
  database.exec("UPDATE experiments SET spec = json_set(spec, '$.fraction', 0.25) WHERE id = 1");
  expect(row(database, 1)).toMatchObject({ fraction: 0.25 });
});

it('finds the runs of a tag by its index', () => {
  const database = new Database(':memory:');
  migrate(database, MIGRATIONS);
  const plan = database
    .prepare<[], { detail: string }>("EXPLAIN QUERY PLAN SELECT run_id FROM run_tags WHERE tag = 'x'")
    .all();
  expect(plan.map(({ detail }) => detail).join()).toContain('runs_by_tag');
});
