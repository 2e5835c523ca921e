import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { addMissingFigures, evaluationsOf } from '#main/database/evaluations';
import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';
import { openDatabase, type WritableDatabase } from '#main/database/open';
import { pageOfRuns } from '#main/database/run-list';

import { specOf } from '../spec';

const PLACE = MIGRATIONS.findIndex(({ name }) => name === 'named figures');

function oldDatabase(): WritableDatabase {
  const database = new Database(':memory:') as WritableDatabase;
  database.pragma('foreign_keys = ON');
  migrate(database, MIGRATIONS.slice(0, PLACE));
  return database;
}

function addRun(database: Database.Database, first: string): number {
  const spec = JSON.stringify({ ...specOf(), protocols: [first] });
  const experiment = database
    .prepare("INSERT INTO experiments (title, spec, created_at) VALUES ('a', ?, 1)")
    .run(spec).lastInsertRowid;
  return Number(
    database
      .prepare(
        "INSERT INTO runs (experiment_id, number, seed, status, owner, queued_at) VALUES (?, 1, 1, 'finished', 'me', 1)",
      )
      .run(experiment).lastInsertRowid,
  );
}

interface OldEvaluation {
  readonly run_id: number;
  readonly task: string;
  readonly protocol: string;
  readonly loss: number;
  readonly accuracy: number;
  readonly macro_f1: number;
  readonly f1_of_same: number | null;
}

const OLD = 'SELECT run_id, task, protocol, loss, accuracy, macro_f1, f1_of_same FROM evaluations ORDER BY id';
const figuresNow = (database: Database.Database, { run_id, protocol }: OldEvaluation): Record<string, number> =>
  Object.fromEntries(
    database
      .prepare<[number, string], [string, number]>(
        `SELECT name, value FROM figures JOIN evaluations ON evaluations.id = evaluation_id
         WHERE run_id = ? AND protocol = ?`,
      )
      .raw()
      .all(run_id, protocol),
  );
const namedOf = ({ task, loss, accuracy, macro_f1: macro, f1_of_same: same }: OldEvaluation) => ({
  loss,
  accuracy,
  ...(task === 'classification' ? { 'macro-f1': macro } : {}),
  ...(same === null ? {} : { 'f1-of-same': same }),
});

const ADD = `INSERT INTO evaluations (run_id, task, protocol, loss, accuracy, macro_f1, f1_of_same, confusion, rotations, own_output)
  VALUES (@run, @task, @protocol, @loss, @accuracy, @macro, @same, @confusion, @rotations, @output)`;
const classes = (run: number, protocol: string, share: number): object => ({
  run,
  task: 'classification',
  protocol,
  // no short decimal has these digits
  loss: Math.LN2 * share,
  accuracy: 1 / 3 + share / 1e9,
  macro: 2 / 7 + share / 1e9,
  same: null,
  confusion: '[[2,1],[1,2]]',
  rotations: '[{"rotation":1,"confusion":[[3,1],[0,2]]}]',
  output: null,
});
const OUTPUT =
  '{"threshold":{"kind":"fixed","value":0.30000000000000004},"sets":[{"rotation":1,"confusion":[[3,1],[0,2]],"ranking":null}]}';

it('every figure of before is there afterwards, to the last digit, and the counts give the others', () => {
  const database = oldDatabase();
  const first = addRun(database, 'single');
  const second = addRun(database, 'rotations');
  database.prepare(ADD).run(classes(first, 'duplicates', 2));
  database.prepare(ADD).run(classes(first, 'single', 1));
  database.prepare(ADD).run({
    run: second,
    task: 'discrimination',
    protocol: 'rotations',
    loss: 0.1 + 0.2,
    accuracy: 5 / 7,
    macro: 0.5,
    same: 4 / 7,
    confusion: '[[3,1],[0,2]]',
    rotations: null,
    output: OUTPUT,
  });
  const before = database.prepare<[], OldEvaluation>(OLD).all();
  const page = (): unknown[] =>
    database.prepare('SELECT accuracy, macro_f1, f1_of_same FROM runs ORDER BY id').raw().all();
  expect(page()).toEqual([
    [1 / 3 + 1 / 1e9, 2 / 7 + 1 / 1e9, null],
    [5 / 7, null, 4 / 7],
  ]);

  migrate(database, MIGRATIONS);
  for (const old of before) expect(figuresNow(database, old)).toEqual(namedOf(old));
  addMissingFigures(database);
  for (const old of before) expect(figuresNow(database, old)).toMatchObject(namedOf(old));
  const { runs } = pageOfRuns(database, { offset: 0, limit: 10, sort: { by: 'id', descending: false } });
  expect(runs.map(({ figures }) => [figures['accuracy'], figures['macro-f1'], figures['f1-of-same']])).toEqual([
    [1 / 3 + 1 / 1e9, 2 / 7 + 1 / 1e9, undefined],
    [5 / 7, undefined, 4 / 7],
  ]);
  expect(runs[0]?.figures).toMatchObject({ 'balanced-accuracy': 2 / 3, 'compared-f1-of-same': 0.8 });
  expect(evaluationsOf(database, first)).toMatchObject([{ protocol: 'duplicates' }, { protocol: 'single' }]);
  expect(evaluationsOf(database, second)).toMatchObject([{ threshold: { value: 0.1 + 0.2 }, loss: 0.1 + 0.2 }]);
});

it('counts that are no JSON are kept as text, and stop nothing', () => {
  const database = oldDatabase();
  const id = addRun(database, 'single');
  database.pragma('ignore_check_constraints = ON');
  database.prepare(ADD).run({ ...classes(id, 'single', 1), confusion: '[[1,' });
  database.pragma('ignore_check_constraints = OFF');
  migrate(database, MIGRATIONS);
  addMissingFigures(database);
  expect(database.prepare("SELECT counts ->> '$.stored' FROM evaluations").pluck().get()).toBe('[[1,');
  expect(pageOfRuns(database, { offset: 0, limit: 10 }).runs[0]?.figures).toMatchObject({ loss: Math.LN2 });
});

it('a database of the fixture keeps its figures', () => {
  const folder = mkdtempSync(join(tmpdir(), 'siamese-lab-'));
  copyFileSync('test/fixtures/lab-47ef40f/home/lab.sqlite', join(folder, 'lab.sqlite'));
  const old = new Database(join(folder, 'lab.sqlite'), { readonly: true });
  const before = old.prepare<[], OldEvaluation>(OLD).all();
  old.close();
  expect(before.length).toBeGreaterThan(2);
  const database = openDatabase(folder);
  for (const each of before) {
    expect(figuresNow(database.reader, each)).toMatchObject(namedOf(each));
    const evaluation = evaluationsOf(database.reader, each.run_id).find(({ protocol }) => protocol === each.protocol);
    expect(evaluation?.figures).toMatchObject(namedOf(each));
  }
  database.close();
});

it('takes a thousand runs in seconds, and finds a figure by its index', () => {
  const database = oldDatabase();
  const add = database.prepare(ADD);
  database.transaction(() => {
    for (let run = 0; run < 1000; run++) {
      const id = addRun(database, 'single');
      for (const protocol of ['single', 'duplicates']) add.run(classes(id, protocol, run));
    }
  })();
  const begun = performance.now();
  migrate(database, MIGRATIONS);
  addMissingFigures(database);
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect(database.prepare("SELECT count(*) FROM figures WHERE name = 'macro-f1'").pluck().get()).toBe(2000);
  const plan = database
    .prepare<[], { detail: string }>(
      "EXPLAIN QUERY PLAN SELECT evaluation_id FROM figures WHERE name = 'loss' AND value > 1",
    )
    .all();
  expect(plan.map(({ detail }) => detail).join()).toContain('figures_by_value');
});
