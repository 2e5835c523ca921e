import { expect, it } from 'vitest';

import { checkpointFileOf, deleteCheckpoint, setCheckpoint } from '#main/database/checkpoints';
import { openMemoryDatabase } from '#main/database/open';
import { insertExperiment } from '#main/database/experiments';
import { findRun, insertRun } from '#main/database/runs';

import { specOf } from './spec';

it('the newest checkpoint of a run is known until the run needs none', () => {
  const database = openMemoryDatabase();
  const experimentId = insertExperiment(database, { title: 'a', spec: specOf(), createdAt: 1 });
  const run = insertRun(database, { experimentId, seed: 1, owner: 'me', queuedAt: 1 });
  const known = (): unknown => [checkpointFileOf(database, run), findRun(database, run)?.checkpoint];
  expect(known()).toEqual([null, null]);
  for (const epoch of [1, 2]) {
    setCheckpoint(database, run, { file: `checkpoints/${epoch}`, epoch, batch: 3, bytes: 1, sha256: 'a'.repeat(64) });
  }
  expect(known()).toEqual(['checkpoints/2', { epoch: 2, batch: 3 }]);
  deleteCheckpoint(database, run);
  expect(known()).toEqual([null, null]);
});
