import { expect, it } from 'vitest';

import { insertExperiment } from '#main/database/experiments';
import { appendLog, logOf } from '#main/database/log';
import { openMemoryDatabase, type WritableDatabase } from '#main/database/open';
import { insertRun } from '#main/database/runs';

import { specOf } from './spec';

function withRun(): WritableDatabase {
  const database = openMemoryDatabase();
  const experimentId = insertExperiment(database, { title: 'vanilla', spec: specOf(), createdAt: 1 });
  insertRun(database, { experimentId, seed: 1, owner: 'me', queuedAt: 1 });
  return database;
}

it('gives the lines back in the order in which they were written', () => {
  const database = withRun();
  const lines = [
    appendLog(database, 1, 10, { kind: 'started' }),
    appendLog(database, 1, 20, { kind: 'ended', status: 'failed', reason: 'why' }),
  ];
  expect(logOf(database, 1)).toEqual(lines);
  expect(lines.map(({ line, at }) => [line, at])).toEqual([
    [1, 10],
    [2, 20],
  ]);
  expect(logOf(database, 2)).toEqual([]);
});

it('lets the first lines of a long log go, and goes on counting', () => {
  const database = withRun();
  for (let epoch = 1; epoch <= 1003; epoch++) appendLog(database, 1, epoch, { kind: 'epoch', epoch, scores: [] });
  const kept = logOf(database, 1);
  expect([kept.length, kept[0]?.line, kept.at(-1)?.line]).toEqual([1000, 4, 1003]);
});
