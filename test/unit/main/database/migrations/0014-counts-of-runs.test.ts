import { expect, it } from 'vitest';

import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';

import { databaseWithFacts } from '../edited-facts';

const COUNTS = 'SELECT parameter_count, train_count FROM runs ORDER BY id';
/** Facts, and the counts that follow from them. */
const CASES: readonly (readonly [string | null, number | null, number | null])[] = [
  [null, null, null],
  ['{"parameterCount":79274,"trainCount":500}', 79_274, 500],
  ['{"parameterCount":"many","trainCount":500}', null, 500],
  ['{"parameterCount":true,"trainCount":1.5}', null, null],
  ['{"parameterCount":123456789012345678901234567890,"trainCount":null}', null, null],
  ['{"parameterCount":[7],"trainCount":{}}', null, null],
  ['[]', null, null],
];
const expected = CASES.map(([, parameters, images]) => ({ parameter_count: parameters, train_count: images }));

it('0014 stores the counts of the runs that there are, whatever their facts say', () => {
  const database = databaseWithFacts(
    ':memory:',
    CASES.map(([facts]) => facts),
  );
  const touch = database.prepare("UPDATE runs SET note = 'seen', facts = facts WHERE id = ?");
  expect(() => touch.run(3)).toThrow('cannot store TEXT value in INTEGER column runs.parameter_count');
  migrate(database, MIGRATIONS.slice(0, 14));
  expect(database.prepare(COUNTS).all()).toEqual(expected);
  CASES.forEach((_, index) => touch.run(index + 1));
  expect(database.prepare(COUNTS).all()).toEqual(expected);
});

it('0014 keeps the counts equal to the facts, whoever writes them', () => {
  const database = databaseWithFacts(':memory:', []);
  migrate(database, MIGRATIONS.slice(0, 14));
  const insert = database.prepare(
    "INSERT INTO runs (experiment_id, number, seed, status, owner, queued_at, facts) VALUES (1, @seed, @seed, 'finished', 'me', 1, @facts)",
  );
  CASES.forEach(([facts], index) => insert.run({ seed: index + 1, facts }));
  expect(database.prepare(COUNTS).all()).toEqual(expected);
  database.exec('UPDATE runs SET facts = \'{"parameterCount":1,"trainCount":2}\'');
  expect(database.prepare(COUNTS).all()).toEqual(CASES.map(() => ({ parameter_count: 1, train_count: 2 })));
  database.exec('UPDATE runs SET facts = NULL');
  expect(database.prepare(COUNTS).all()).toEqual(CASES.map(() => ({ parameter_count: null, train_count: null })));
});
