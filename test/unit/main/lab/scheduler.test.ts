import { describe, expect, it, vi } from 'vitest';

import { openMemoryDatabase } from '#main/database/open';
import { findRun } from '#main/database/runs';
import { seriesOf } from '#main/database/series';
import { createEmitter } from '#main/lab/events';
import { ownerOf } from '#main/lab/owner';
import { createRecorder } from '#main/lab/recorder';
import { createScheduler, type SchedulerOptions } from '#main/lab/scheduler';
import { LabError } from '#shared/errors';

import { specOf } from '../database/spec';
import { fakeTraining, type FakeProcess } from './fake-training';

const ME = ownerOf(process.pid);
/** A process number that no system hands out. */
const DEAD = ME.replace(/\/\d+\//, '/99999999/');

function setUp(overrides: Partial<SchedulerOptions> = {}) {
  const database = openMemoryDatabase();
  const emitter = createEmitter();
  const recorder = createRecorder(database, emitter, () => 1000);
  const training = fakeTraining();
  const scheduler = createScheduler({
    reader: database,
    recorder,
    launchTraining: training.launch,
    owner: ME,
    queueLimit: 5,
    prepareJob: (runId, spec, seed) =>
      Promise.resolve({ runId, spec, seed, datasetFolder: null, runFolder: '/nowhere', code: 'test' }),
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

const finished = { kind: 'ended', outcome: { kind: 'finished' } } as const;

describe('the scheduler', () => {
  it('runs one seed after the other', async () => {
    const { scheduler, statusOf, processOf, training } = setUp();
    const { runIds } = scheduler.launch(specOf({ seeds: [3, 4] }));
    expect(runIds).toEqual([1, 2]);
    const first = await processOf(0);
    expect(scheduler.runningRun()).toBe(1);
    expect([statusOf(1), statusOf(2)]).toEqual(['running', 'queued']);
    expect(training.processes).toHaveLength(1);
    first.onEvent(finished);
    const second = await processOf(1);
    expect(second.commands[0]).toMatchObject({ kind: 'start', job: { runId: 2, seed: 4 } });
    expect([statusOf(1), statusOf(2)]).toEqual(['finished', 'running']);
  });

  it('records what the training process reports, and tells it on', async () => {
    const { scheduler, database, emitter, processOf } = setUp();
    const told = vi.fn();
    emitter.on('run:epoch', told);
    scheduler.launch(specOf());
    const points = [{ split: 'train', metric: 'loss', epoch: 1, value: 0.5 }] as const;
    (await processOf(0)).onEvent({ kind: 'epoch', points });
    expect(seriesOf(database, 1)).toEqual(points);
    expect(told).toHaveBeenCalledExactlyOnceWith({ id: 1, points });
  });

  it('goes on with the next run when a process dies', async () => {
    const { scheduler, statusOf, processOf } = setUp();
    scheduler.launch(specOf({ seeds: [1, 2] }));
    (await processOf(0)).onExit('signal SIGKILL');
    await processOf(1);
    expect([statusOf(1), statusOf(2)]).toEqual(['failed', 'running']);
  });

  it('fails the run, and goes on, when its job cannot be prepared', async () => {
    const { scheduler, database, statusOf } = setUp({
      prepareJob: () => Promise.reject(new LabError('dataset-missing', 'It is gone.')),
    });
    scheduler.launch(specOf({ seeds: [1, 2] }));
    await vi.waitFor(() => expect([statusOf(1), statusOf(2)]).toEqual(['failed', 'failed']));
    expect(findRun(database, 1)?.failure).toEqual({ code: 'dataset-missing', message: 'It is gone.' });
  });

  it('refuses what does not fit into the queue, and queues none of it', () => {
    const { scheduler, database } = setUp();
    scheduler.launch(specOf({ seeds: [1, 2, 3] }));
    // the first of three is running, two wait
    expect(() => scheduler.launch(specOf({ seeds: [4, 5, 6, 7] }))).toThrow(
      'Received 4 more runs while 2 are waiting; the queue holds 5.',
    );
    expect(findRun(database, 4)).toBeUndefined();
  });

  it('cancels a queued run at once, and a running one through its process', async () => {
    const { scheduler, statusOf, processOf } = setUp();
    scheduler.launch(specOf({ seeds: [1, 2] }));
    scheduler.cancel(2);
    expect(statusOf(2)).toBe('cancelled');
    const child = await processOf(0);
    scheduler.cancel(1);
    expect(statusOf(1)).toBe('running');
    child.onEvent({ kind: 'ended', outcome: { kind: 'cancelled' } });
    await vi.waitFor(() => expect(statusOf(1)).toBe('cancelled'));
  });

  it('cancels a run whose process has not been started yet', async () => {
    const { scheduler, statusOf, training } = setUp();
    scheduler.launch(specOf());
    scheduler.cancel(1);
    await vi.waitFor(() => expect(statusOf(1)).toBe('cancelled'));
    expect(training.processes).toHaveLength(0);
  });

  it('says why a run cannot be cancelled', () => {
    const { scheduler } = setUp();
    scheduler.launch(specOf({ seeds: [1, 2] }));
    scheduler.cancel(2);
    expect(() => scheduler.cancel(2)).toThrow('Run 2 is cancelled already');
    expect(() => scheduler.cancel(77)).toThrow('Received the run 77; there is none of that number');
  });

  it('interrupts what runs when it is closed, and leaves the queue as it is', async () => {
    const { scheduler, statusOf, processOf } = setUp();
    scheduler.launch(specOf({ seeds: [1, 2] }));
    await processOf(0);
    await scheduler.close();
    expect([statusOf(1), statusOf(2)]).toEqual(['interrupted', 'queued']);
  });
});

describe('what the dead left behind', () => {
  it('is ended where it ran, and taken over where it waited', async () => {
    const { scheduler, recorder, statusOf, processOf } = setUp();
    recorder.queueExperiment(specOf({ seeds: [1, 2] }), DEAD);
    recorder.claim(1, DEAD);
    scheduler.recover({ adopt: true });
    expect(statusOf(1)).toBe('interrupted');
    expect((await processOf(0)).commands[0]).toMatchObject({ kind: 'start', job: { runId: 2 } });
  });

  it('stays queued for a program that does not take over', () => {
    const { scheduler, recorder, statusOf, training } = setUp();
    recorder.queueExperiment(specOf(), DEAD);
    scheduler.recover({ adopt: false });
    expect(statusOf(1)).toBe('queued');
    expect(training.processes).toHaveLength(0);
  });

  it('is not mistaken for what another living program is doing', () => {
    vi.useFakeTimers();
    const { scheduler, recorder, statusOf, training } = setUp();
    const parent = ownerOf(process.ppid);
    recorder.queueExperiment(specOf({ seeds: [1] }), parent);
    recorder.claim(1, parent);
    scheduler.launch(specOf({ seeds: [2] }));
    vi.advanceTimersByTime(5000);
    expect([statusOf(1), statusOf(2)]).toEqual(['running', 'queued']);
    expect(training.processes).toHaveLength(0);
    recorder.end(1, { status: 'finished' });
    vi.advanceTimersByTime(5000);
    expect(statusOf(2)).toBe('running');
    vi.useRealTimers();
  });
});
