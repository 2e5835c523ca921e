import { describe, expect, it, vi } from 'vitest';

import { logOf } from '#main/database/log';
import { openMemoryDatabase } from '#main/database/open';
import { findRun } from '#main/database/runs';
import { seriesOf } from '#main/database/series';
import { createEmitter } from '#main/lab/events';
import { ownerOf } from '#main/lab/owner';
import { createRecorder } from '#main/lab/recorder';
import { createScheduler, type SchedulerOptions } from '#main/lab/scheduler';
import { LabError } from '#shared/errors';

import { specOf } from '../database/spec';
import { ON_PROCESSOR } from './on-processor';
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
      Promise.resolve({ runId, spec, seed, datasetFolder: null, runFolder: '/nowhere', code: 'test', ...ON_PROCESSOR }),
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

  it('runs what was moved to the front first', async () => {
    const { scheduler, statusOf, processOf } = setUp();
    scheduler.launch(specOf({ seeds: [1, 2, 3] }));
    scheduler.move(3, 2);
    (await processOf(0)).onEvent(finished);
    await processOf(1);
    expect([statusOf(2), statusOf(3)]).toEqual(['queued', 'running']);
    expect(() => scheduler.move(3, null)).toThrow('does not wait any more');
    expect(() => scheduler.move(77, null)).toThrow('none of that number');
  });

  it('starts nothing while the queue is paused, lets what runs go on, and starts the next once it is resumed', async () => {
    const { scheduler, statusOf, processOf, training } = setUp();
    scheduler.launch(specOf({ seeds: [1, 2] }));
    const first = await processOf(0);
    scheduler.pauseQueue(true);
    first.onEvent(finished);
    await vi.waitFor(() => expect(statusOf(1)).toBe('finished'));
    expect([statusOf(2), training.processes.length]).toEqual(['queued', 1]);
    scheduler.pauseQueue(false);
    await processOf(1);
    expect(statusOf(2)).toBe('running');
  });

  it('holds the run that it trains, also one whose process has not been started yet', async () => {
    const { scheduler, processOf } = setUp();
    scheduler.launch(specOf({ seeds: [1, 2] }));
    scheduler.pause(1, true);
    const child = await processOf(0);
    await vi.waitFor(() => expect(child.commands.slice(1)).toEqual([{ kind: 'pause' }]));
    scheduler.pause(1, false);
    expect(child.commands.at(-1)).toEqual({ kind: 'resume' });
    expect(() => scheduler.pause(2, true)).toThrow('Run 2 is queued; only a run that this program trains');
  });

  it('tries a seed again in the same experiment, once, and leaves the old run as it is', async () => {
    const { scheduler, database, statusOf, processOf } = setUp();
    scheduler.launch(specOf({ seeds: [5] }));
    expect(() => scheduler.retry(1)).toThrow('Run 1 is running; only a run that failed');
    (await processOf(0)).onExit('signal SIGKILL');
    expect(scheduler.retry(1)).toEqual({ experimentId: 1, runIds: [2] });
    expect(() => scheduler.retry(1)).toThrow('Run 1 was tried again already, as run 2, which is running');
    (await processOf(1)).onEvent(finished);
    await vi.waitFor(() => expect(statusOf(2)).toBe('finished'));
    expect(findRun(database, 2)).toMatchObject({ experimentId: 1, seed: 5 });
    expect(statusOf(1)).toBe('failed');
    expect(() => scheduler.retry(1)).toThrow('as run 2, which is finished');
  });

  it('writes down what happened to a run', async () => {
    const { scheduler, database, processOf } = setUp();
    scheduler.launch(specOf());
    const child = await processOf(0);
    const points = [
      { split: 'train', metric: 'loss', epoch: 1, value: 0.5 },
      { split: 'process', metric: 'tensors', epoch: 1, value: 46 },
    ] as const;
    child.onEvent({ kind: 'epoch', points });
    child.onEvent({ kind: 'paused' });
    child.onEvent({ kind: 'resumed' });
    child.onEvent({ kind: 'stopped-early', epoch: 1 });
    child.onExit('exit code 3');
    expect(logOf(database, 1).map(({ event }) => event)).toEqual([
      { kind: 'queued' },
      { kind: 'started' },
      { kind: 'epoch', epoch: 1, scores: [{ split: 'train', metric: 'loss', value: 0.5 }] },
      { kind: 'paused' },
      { kind: 'resumed' },
      { kind: 'stopped-early', epoch: 1 },
      { kind: 'ended', status: 'failed', reason: expect.stringContaining('exit code 3') },
    ]);
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
