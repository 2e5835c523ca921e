import { describe, expect, it, vi } from 'vitest';

import { logOf } from '#main/database/log';
import { queuedRuns } from '#main/database/queue';
import { findRun } from '#main/database/runs';
import { seriesOf } from '#main/database/series';
import { ownerOf } from '#main/lab/folder/owner';
import { LabError } from '#shared/errors/errors';

import { specOf } from '../../database/spec';
import { finished, setUp } from './scheduler-set-up';

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

  it('queues several designs together, each an experiment, or none of them', async () => {
    const { scheduler, statusOf, processOf } = setUp();
    const [one, other] = [specOf({ seeds: [1, 2] }), specOf({ fraction: 0.5, seeds: [1, 2] })];
    expect(() => scheduler.launchAll([one, other, one])).toThrow('Received 6 more runs while 0 are waiting');
    expect(statusOf(1)).toBeUndefined();
    expect(scheduler.launchAll([one, other])).toEqual([
      { experimentId: 1, runIds: [1, 2] },
      { experimentId: 2, runIds: [3, 4] },
    ]);
    await processOf(0);
    expect([1, 2, 3, 4].map(statusOf)).toEqual(['running', 'queued', 'queued', 'queued']);
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

  it('cancels several at once, the running one last, so that none of them starts', async () => {
    const { scheduler, statusOf, processOf, training } = setUp();
    scheduler.launch(specOf({ seeds: [1, 2, 3, 4] }));
    const child = await processOf(0);
    await vi.waitFor(() => expect(child.commands).toHaveLength(1));
    scheduler.cancel(2);
    expect(scheduler.cancelAll([1, 2, 3])).toEqual([1, 3]);
    child.onEvent({ kind: 'ended', outcome: { kind: 'cancelled' } });
    await processOf(1);
    expect([1, 2, 3, 4].map(statusOf)).toEqual(['cancelled', 'cancelled', 'cancelled', 'running']);
    expect(training.processes).toHaveLength(2);
    expect(() => scheduler.cancelAll([4, 77])).toThrow('none of that number');
    expect(statusOf(4)).toBe('running');
  });

  it('puts what was cancelled back in its place, and nothing that came to be another run or has kept nothing', async () => {
    const { scheduler, database, processOf, statusOf } = setUp();
    scheduler.launch(specOf({ seeds: [1, 2, 3, 4] }));
    const child = await processOf(0);
    scheduler.cancelAll([2, 3]);
    expect(queuedRuns(database).map(({ id }) => id)).toEqual([4]);
    expect(scheduler.putBack([3, 2])).toEqual([3, 2]);
    expect(queuedRuns(database).map(({ id }) => id)).toEqual([2, 3, 4]);
    // one that was tried again, one that had begun without a checkpoint, one that waits
    scheduler.cancelAll([1, 3]);
    child.onEvent({ kind: 'ended', outcome: { kind: 'cancelled' } });
    await vi.waitFor(() => expect(statusOf(1)).toBe('cancelled'));
    scheduler.retry(3);
    expect(scheduler.putBack([1, 3, 4])).toEqual([]);
    expect([statusOf(1), statusOf(3), findRun(database, 3)?.endedAt]).toEqual(['cancelled', 'cancelled', 1000]);
  });

  it('cancels none where one of several is trained by another program', () => {
    const { scheduler, recorder, statusOf } = setUp();
    recorder.queueExperiment(specOf({ seeds: [1] }), ownerOf(process.ppid));
    recorder.claim(1, ownerOf(process.ppid));
    scheduler.launch(specOf({ seeds: [2] }));
    expect(() => scheduler.cancelAll([2, 1])).toThrow('Run 1 is trained by another program');
    expect(statusOf(2)).toBe('queued');
    expect(scheduler.cancelAll([2])).toEqual([2]);
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
    child.onEvent({ kind: 'restored', checkpoint: { epoch: 1, batch: 3 }, series: [] });
    child.onEvent({ kind: 'checkpoint-failed', reason: 'no space left' });
    child.onEvent({ kind: 'stopped-early', epoch: 1 });
    child.onExit('exit code 3');
    expect(logOf(database, 1).map(({ event }) => event)).toEqual([
      { kind: 'queued' },
      { kind: 'started' },
      { kind: 'epoch', epoch: 1, scores: [{ split: 'train', metric: 'loss', value: 0.5 }] },
      { kind: 'paused' },
      { kind: 'restored', epoch: 1, batch: 3 },
      { kind: 'checkpoint-failed', reason: 'no space left' },
      { kind: 'stopped-early', epoch: 1 },
      { kind: 'ended', status: 'failed', reason: expect.stringContaining('exit code 3') },
    ]);
  });

  it('interrupts what runs when it is closed, and leaves the queue as it is', async () => {
    const { scheduler, statusOf, processOf } = setUp();
    scheduler.launch(specOf({ seeds: [1, 2] }));
    const child = await processOf(0);
    await vi.waitFor(() => expect(child.commands).toHaveLength(1));
    const closed = scheduler.close();
    expect(child.commands.at(-1)).toEqual({ kind: 'pause' });
    child.onEvent({ kind: 'ended', outcome: { kind: 'paused' } });
    await closed;
    expect([statusOf(1), statusOf(2)]).toEqual(['interrupted', 'queued']);
  });
});
