import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';
import { BUILT_IN_DATASETS } from '#shared/datasets/built-in';
import { datasetFactsSchema, factsToKeep } from '#shared/datasets/datasets';

it('0011 gives every experiment the facts of its dataset, where that was one of the lab’s own', () => {
  const database = new Database(':memory:');
  migrate(database, MIGRATIONS.slice(0, 10));
  const insert = database.prepare('INSERT INTO experiments (title, spec, created_at) VALUES (?, ?, 1)');
  for (const { name } of BUILT_IN_DATASETS) insert.run(name, JSON.stringify({ dataset: name }));
  for (const spec of ['{"dataset":"gone"}', '{"dataset":7}', '{}', '[]', 'null']) insert.run('unknown', spec);
  migrate(database, MIGRATIONS.slice(0, 11));

  const stored = database.prepare<[], string | null>('SELECT dataset_facts FROM experiments ORDER BY id').pluck().all();
  const facts = stored.flatMap((text) => (text === null ? [] : [datasetFactsSchema.parse(JSON.parse(text))]));
  // as they were when the step was written; that they still are what the lab knows is no accident
  expect(facts).toEqual(BUILT_IN_DATASETS.map(factsToKeep));
  expect(stored.slice(BUILT_IN_DATASETS.length)).toEqual([null, null, null, null, null]);
  expect(() => database.exec("UPDATE experiments SET dataset_facts = 'no JSON'")).toThrow('CHECK');
});
