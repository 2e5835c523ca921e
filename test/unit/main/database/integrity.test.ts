import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { insertExperiment } from '#main/database/experiments';
import { DATABASE_FILE, openDatabase } from '#main/database/open';
import { findRun, insertRun } from '#main/database/runs';
import { pageOfRuns } from '#main/database/run-list';
import { BUILT_IN_DATASETS } from '#shared/datasets/built-in';

import { specOf } from './spec';

/** Writes what a SQLite of before 3.41 lets a person write: it does not hold a column to its type that is worked out. */
function editFacts(file: string, facts: string): void {
  const database = new Database(file);
  database.unsafeMode();
  const retype = (from: string, to: string): void => {
    database.pragma('writable_schema = ON');
    database
      .prepare('UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?')
      .run(`parameter_count ${from} `, `parameter_count ${to} `, 'runs');
    database.pragma('writable_schema = RESET');
  };
  retype('INTEGER', 'ANY');
  database.prepare('UPDATE runs SET facts = ? WHERE id = 1').run(facts);
  retype('ANY', 'INTEGER');
  database.close();
}

it('a lab opens whose facts of a run a person has edited, and lists that run as not understood', () => {
  const home = mkdtempSync(join(tmpdir(), 'siamese-lab-'));
  const made = openDatabase(home);
  const datasetFacts = BUILT_IN_DATASETS[0];
  const experimentId = insertExperiment(made.writer, { title: 'a', spec: specOf(), datasetFacts, createdAt: 1 });
  for (const seed of [1, 2]) insertRun(made.writer, { experimentId, seed, owner: '', queuedAt: 1 });
  made.close();
  editFacts(join(home, DATABASE_FILE), '{"parameterCount":"many"}');

  const { reader, close } = openDatabase(home, { isAlone: true });
  expect(pageOfRuns(reader, { offset: 0, limit: 10 }).total).toBe(2);
  expect(findRun(reader, 1)).toMatchObject({ facts: null, parameterCount: null });
  expect(findRun(reader, 1)?.unread.join('')).toMatch(/its facts.*is not understood/u);
  close();
});
