import { describe, expect, it } from 'vitest';

import { insertExperiment } from '#main/database/experiments';
import { openMemoryDatabase, type WritableDatabase } from '#main/database/open';
import { endRun, findRun, insertRun, runsOfExperiment, setKeptEpoch, setRunFacts } from '#main/database/runs';
import { insertSeries } from '#main/database/series';
import type { RunFacts } from '#shared/runs/run';

import { specOf } from './spec';

function withRuns(count: number): WritableDatabase {
  const database = openMemoryDatabase();
  const experimentId = insertExperiment(database, { title: 'vanilla', spec: specOf(), createdAt: 1 });
  for (let seed = 1; seed <= count; seed++) insertRun(database, { experimentId, seed, owner: 'me', queuedAt: seed });
  return database;
}

const FACTS: RunFacts = {
  parameterCount: 1,
  trainCount: 2,
  testCount: 3,
  datasetChecksum: 'a',
  machine: {
    processor: 'p',
    cores: 1,
    memoryBytes: 1,
    platform: 'x',
    runtime: 'r',
    device: 'd',
    engine: 'e',
    libraries: {},
    code: 'c',
  },
};
const end = { endedAt: 9, failure: null } as const;

describe('a run', () => {
  it('ends once: what comes later changes nothing', () => {
    const database = withRuns(1);
    expect(endRun(database, { id: 1, status: 'cancelled', ...end })).toBe(true);
    expect(endRun(database, { id: 1, status: 'finished', ...end })).toBe(false);
    expect(findRun(database, 1)).toMatchObject({ status: 'cancelled', endedAt: 9 });
  });

  it('keeps in its facts which epoch counts', () => {
    const database = withRuns(1);
    setRunFacts(database, 1, FACTS);
    setKeptEpoch(database, 1, 7);
    expect(findRun(database, 1)?.facts).toEqual({ ...FACTS, keptEpoch: 7 });
  });

  it('counts the epochs that are recorded', () => {
    const database = withRuns(1);
    insertSeries(database, 1, [
      { split: 'train', metric: 'loss', epoch: 1, value: 1 },
      { split: 'train', metric: 'loss', epoch: 2, value: 0.5 },
    ]);
    expect(findRun(database, 1)?.epochsDone).toBe(2);
    expect(findRun(database, 2)).toBeUndefined();
  });
});

describe('the runs of an experiment', () => {
  it('come by seed, and the latest of a seed last', () => {
    const database = withRuns(2);
    endRun(database, { id: 1, status: 'failed', ...end });
    insertRun(database, { experimentId: 1, seed: 1, owner: 'me', queuedAt: 9 });
    expect(runsOfExperiment(database, 1).map(({ id, seed }) => [id, seed])).toEqual([
      [1, 1],
      [3, 1],
      [2, 2],
    ]);
    expect(runsOfExperiment(database, 2)).toEqual([]);
  });
});
