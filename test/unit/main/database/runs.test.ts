import { describe, expect, it } from 'vitest';

import { insertExperiment } from '#main/database/experiments';
import { openMemoryDatabase, type WritableDatabase } from '#main/database/open';
import {
  claimRun,
  countQueuedRuns,
  endRun,
  findRun,
  insertRun,
  nextQueuedRun,
  pageOfRuns,
  setKeptEpoch,
  setRunFacts,
} from '#main/database/runs';
import { insertSeries } from '#main/database/series';
import type { RunFacts } from '#shared/run';

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

describe('the queue', () => {
  it('gives the oldest run of its owner', () => {
    const database = withRuns(3);
    expect(nextQueuedRun(database, 'me')).toBe(1);
    expect(nextQueuedRun(database, 'somebody else')).toBeUndefined();
    expect(countQueuedRuns(database)).toBe(3);
  });

  it('lets one run be claimed at a time, whoever asks', () => {
    const database = withRuns(2);
    expect(claimRun(database, { id: 1, owner: 'me', startedAt: 5 })).toBe(true);
    expect(claimRun(database, { id: 2, owner: 'me', startedAt: 5 })).toBe(false);
    endRun(database, { id: 1, status: 'finished', ...end });
    expect(claimRun(database, { id: 2, owner: 'somebody else', startedAt: 5 })).toBe(false);
    expect(claimRun(database, { id: 2, owner: 'me', startedAt: 5 })).toBe(true);
  });
});

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

describe('the table of runs', () => {
  it('comes in pages, newest first, with the number of all', () => {
    const database = withRuns(5);
    const page = pageOfRuns(database, { offset: 1, limit: 2 });
    expect(page.runs.map(({ id }) => id)).toEqual([4, 3]);
    expect(page.total).toBe(5);
  });

  it('can be narrowed to some statuses', () => {
    const database = withRuns(3);
    endRun(database, { id: 2, status: 'failed', ...end });
    const page = pageOfRuns(database, { statuses: ['failed'], offset: 0, limit: 10 });
    expect(page.runs.map(({ id }) => id)).toEqual([2]);
    expect(page.total).toBe(1);
  });
});
