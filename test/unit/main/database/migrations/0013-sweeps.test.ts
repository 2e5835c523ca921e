import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';
import { allSweeps, experimentsOfSweep, insertSweep, renameSweep } from '#main/database/sweeps';
import { openMemoryDatabase } from '#main/database/open';

it('0013 leaves the experiments that there were outside of any sweep', () => {
  const database = new Database(':memory:');
  migrate(database, MIGRATIONS.slice(0, 12));
  database.exec("INSERT INTO experiments (title, spec, created_at) VALUES ('a', '{}', 1)");
  migrate(database, MIGRATIONS.slice(0, 13));
  expect(database.prepare('SELECT title, sweep_id FROM experiments').all()).toEqual([{ title: 'a', sweep_id: null }]);
});

it('lists sweeps with what is left of them, the latest first, and renames them', () => {
  const database = openMemoryDatabase();
  for (const title of ['a', 'b', 'c']) {
    database.prepare("INSERT INTO experiments (title, spec, created_at) VALUES (?, '{}', 1)").run(title);
  }
  const run = database.prepare(
    "INSERT INTO runs (experiment_id, number, seed, status, owner, queued_at, deleted_at) VALUES (?, ?, ?, ?, 'me', 1, ?)",
  );
  run.run(1, 1, 1, 'finished', null);
  run.run(1, 2, 2, 'queued', null);
  run.run(2, 1, 1, 'finished', null);
  run.run(2, 2, 2, 'finished', 5);
  run.run(3, 1, 1, 'finished', null);
  const first = insertSweep(database, { name: 'two', createdAt: 3, experimentIds: [1, 2] });
  const second = insertSweep(database, { name: 'one', createdAt: 4, experimentIds: [3] });
  expect(allSweeps(database)).toEqual([
    { id: second, name: 'one', createdAt: 4, experimentCount: 1, runCount: 1, finishedCount: 1, openCount: 0 },
    { id: first, name: 'two', createdAt: 3, experimentCount: 2, runCount: 3, finishedCount: 2, openCount: 1 },
  ]);
  expect(experimentsOfSweep(database, first)).toEqual([1, 2]);
  expect(renameSweep(database, first, 'pair')).toBe(true);
  expect(renameSweep(database, 99, 'none')).toBe(false);
  expect(allSweeps(database).map(({ name }) => name)).toEqual(['one', 'pair']);
});
