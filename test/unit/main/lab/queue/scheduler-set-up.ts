import { expect, vi } from 'vitest';

import { openMemoryDatabase } from '#main/database/open';
import { findRun } from '#main/database/runs';
import { LOCAL } from '#main/executors/local/local';
import { createEmitter } from '#main/lab/events/events';
import { ownerOf } from '#main/lab/folder/owner';
import { createRecorder } from '#main/lab/runs/recorder';
import { createScheduler, type SchedulerOptions } from '#main/lab/queue/scheduler';

import { DATASETS } from '#shared/datasets/datasets';

import { ON_PROCESSOR } from '../../executors/local/on-processor';
import { fakeTraining, type FakeProcess } from '../../executors/local/fake-training';

export const ME = ownerOf(process.pid);
/** A process number that no system hands out. */
export const DEAD = ME.replace(/\/\d+\//, '/99999999/');

export function setUp(overrides: Partial<SchedulerOptions> = {}) {
  const database = openMemoryDatabase();
  const emitter = createEmitter();
  const recorder = createRecorder(database, emitter, () => 1000);
  const training = fakeTraining();
  const scheduler = createScheduler({
    reader: database,
    recorder,
    startRun: (job, listener) => LOCAL.start(job, listener, { launchTraining: training.launch }),
    owner: ME,
    queueLimit: 5,
    prepareJob: ({ id: runId, spec, seed }) =>
      Promise.resolve({
        runId,
        spec,
        seed,
        datasetFacts: DATASETS.get(spec.dataset),
        datasetFolder: null,
        runFolder: '/nowhere',
        code: 'test',
        checkpointSeconds: 60,
        ...ON_PROCESSOR,
      }),
    newerCheckpoint: () => Promise.resolve(null),
    discardCheckpoints: () => Promise.resolve(),
    ...overrides,
  });
  const statusOf = (id: number): string | undefined => findRun(database, id)?.status;
  const processOf = async (index: number): Promise<FakeProcess> => {
    await vi.waitFor(() => expect(training.processes.length).toBeGreaterThan(index));
    const found = training.processes[index];
    if (found === undefined) throw new Error(`There is no process ${index}.`);
    return found;
  };
  return { database, emitter, recorder, scheduler, training, statusOf, processOf };
}

export const finished = { kind: 'ended', outcome: { kind: 'finished' } } as const;
