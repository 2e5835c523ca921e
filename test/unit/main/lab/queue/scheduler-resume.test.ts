import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { describe, expect, it, vi } from 'vitest';

import { logOf } from '#main/database/log';
import { queuedRuns } from '#main/database/queue';
import { findRun } from '#main/database/runs';
import { seriesOf } from '#main/database/series';
import { ownerOf } from '#main/lab/folder/owner';
import { trainingRunOf } from '#main/lab/queue/queue';
import { statusOf } from '#shared/runs/run';

import { specOf } from '../../database/spec';
import { DEAD, finished, setUp } from './scheduler-set-up';

describe('a run that stands still for a while', () => {
  it('goes on at once where a pause was over before its process had ended', async () => {
    const { scheduler, processOf, statusOf } = setUp();
    scheduler.launch(specOf());
    const child = await processOf(0);
    scheduler.pause(1, true);
    scheduler.pause(1, false);
    child.onEvent({ kind: 'ended', outcome: { kind: 'paused' } });
    await processOf(1);
    expect(statusOf(1)).toBe('running');
  });

  it('cancels a run that stands', async () => {
    const { scheduler, processOf, statusOf, training } = setUp();
    scheduler.launch(specOf());
    const child = await processOf(0);
    scheduler.pause(1, true);
    child.onEvent({ kind: 'ended', outcome: { kind: 'paused' } });
    await vi.waitFor(() => expect(child.killed).toBe(true));
    await Promise.resolve();
    scheduler.cancel(1);
    expect(statusOf(1)).toBe('cancelled');
    expect(training.processes).toHaveLength(1);
  });

  it('resumes a run as itself from its checkpoint, and forgets what came after that', async () => {
    const { scheduler, database, statusOf, processOf } = setUp();
    scheduler.launch(specOf());
    const child = await processOf(0);
    const point = (epoch: number, value: number) => ({ split: 'train', metric: 'loss', epoch, value }) as const;
    const file = { file: 'checkpoints/a', bytes: 1, sha256: 'a'.repeat(64) };
    child.onEvent({ kind: 'epoch', points: [point(1, 0.5)] });
    child.onEvent({ kind: 'checkpoint', checkpoint: { ...file, epoch: 2, batch: 0 } });
    child.onEvent({ kind: 'epoch', points: [point(2, 0.4)] });
    child.onExit('signal SIGKILL');
    expect(findRun(database, 1)).toMatchObject({ status: 'failed', epochsDone: 2 });
    expect(await scheduler.resume(1)).toEqual({ experimentId: 1, runIds: [1] });
    const next = await processOf(1);
    next.onEvent({ kind: 'restored', checkpoint: { epoch: 2, batch: 0 }, series: [point(1, 0.5)] });
    expect(seriesOf(database, 1)).toEqual([point(1, 0.5)]);
    expect(findRun(database, 1)).toMatchObject({ status: 'running', epochsDone: 1, failure: null, endedAt: null });
    next.onEvent(finished);
    await vi.waitFor(() => expect(statusOf(1)).toBe('finished'));
    await expect(scheduler.resume(1)).rejects.toThrow('Run 1 is finished; only a run that failed');
  });

  it('tells a process that something of an earlier attempt is recorded, and forgets the checkpoint that it did not find', async () => {
    const { scheduler, database, processOf } = setUp();
    scheduler.launch(specOf());
    const child = await processOf(0);
    expect(child.commands[0]).not.toHaveProperty('job.isBegun');
    const checkpoint = { file: 'checkpoints/a', bytes: 1, sha256: 'a'.repeat(64), epoch: 2, batch: 0 };
    child.onEvent({ kind: 'epoch', points: [{ split: 'train', metric: 'loss', epoch: 1, value: 0.5 }] });
    child.onEvent({ kind: 'checkpoint', checkpoint });
    child.onExit('signal SIGKILL');
    await scheduler.resume(1);
    const next = await processOf(1);
    expect(next.commands[0]).toHaveProperty('job.isBegun', true);
    next.onEvent({ kind: 'restored', checkpoint: { epoch: 1, batch: 0 }, series: [] });
    expect(seriesOf(database, 1)).toEqual([]);
    expect(findRun(database, 1)).toMatchObject({ epochsDone: 0, checkpoint: null });
  });

  it('resumes nothing that has no checkpoint, or whose seed was tried again', async () => {
    const { scheduler, processOf } = setUp();
    scheduler.launch(specOf());
    (await processOf(0)).onExit('signal SIGKILL');
    await expect(scheduler.resume(1)).rejects.toThrow('Run 1 ended before its first checkpoint');
    scheduler.retry(1);
    await expect(scheduler.resume(1)).rejects.toThrow('Run 1 was tried again already, as run 2');
  });

  it('holds the run that it trains, also one whose process has not been started yet', async () => {
    const { scheduler, statusOf, processOf } = setUp();
    scheduler.launch(specOf({ seeds: [1, 2] }));
    scheduler.pause(1, true);
    const child = await processOf(0);
    await vi.waitFor(() => expect(child.commands.slice(1)).toEqual([{ kind: 'pause' }]));
    expect(() => scheduler.pause(2, true)).toThrow('Run 2 is queued; only a run that this program trains');
    expect(scheduler.runningRun()).toBe(1);
    child.onEvent({ kind: 'ended', outcome: { kind: 'paused' } });
    const next = await processOf(1);
    expect(next.commands).toMatchObject([{ kind: 'start', job: { runId: 2 } }]);
    expect([statusOf(1), statusOf(2)]).toEqual(['running', 'running']);
  });
});

describe('a run that is paused', () => {
  it('is known as such to every program, from the end of its process until it goes on', async () => {
    const { scheduler, database, processOf } = setUp();
    scheduler.launch(specOf());
    const child = await processOf(0);
    scheduler.pause(1, true);
    expect(findRun(database, 1)?.pausedAt).toBeNull();
    child.onEvent({ kind: 'ended', outcome: { kind: 'paused' } });
    await vi.waitFor(() => expect(findRun(database, 1)).toMatchObject({ pausedAt: 1000, countedAt: null }));
    expect(statusOf(findRun(database, 1) ?? { status: 'queued', pausedAt: null })).toBe('paused');
    expect(scheduler.runningProgress()).toBeNull();
    expect(trainingRunOf(database)).toBeUndefined();
    expect(scheduler.runningRun()).toBeUndefined();
    scheduler.pause(1, false);
    expect(findRun(database, 1)).toMatchObject({ pausedAt: null, countedAt: 1000 });
    expect(trainingRunOf(database)).toBe(1);
  });

  it('lets others pass, is the next once it is resumed, and goes on from its checkpoint', async () => {
    const { scheduler, database, processOf, statusOf: of } = setUp();
    scheduler.launch(specOf({ seeds: [1, 2, 3] }));
    const child = await processOf(0);
    const checkpoint = { file: 'checkpoints/a', bytes: 1, sha256: 'a'.repeat(64), epoch: 1, batch: 3 };
    scheduler.pause(1, true);
    child.onEvent({ kind: 'checkpoint', checkpoint });
    child.onEvent({ kind: 'ended', outcome: { kind: 'paused' } });
    const passing = await processOf(1);
    expect(passing.commands).toMatchObject([{ kind: 'start', job: { runId: 2 } }]);
    // a second pause of it changes nothing, and there is nothing to pause of what waits
    scheduler.pause(1, true);
    scheduler.pause(1, false);
    expect([of(1), queuedRuns(database).map(({ id }) => id)]).toEqual(['queued', [1, 3]]);
    passing.onEvent(finished);
    const next = await processOf(2);
    expect(next.commands).toMatchObject([{ kind: 'start', job: { runId: 1, isBegun: true } }]);
    expect(findRun(database, 1)).toMatchObject({
      status: 'running',
      pausedAt: null,
      checkpoint: { epoch: 1, batch: 3 },
    });
    expect(logOf(database, 1).map(({ event }) => event.kind)).toEqual(['queued', 'started', 'resumed', 'started']);
  });

  it('starts at once where nothing else is trained, and counts no time in which it stood', async () => {
    const { scheduler, database, processOf } = setUp();
    scheduler.launch(specOf());
    const child = await processOf(0);
    scheduler.pause(1, true);
    child.onEvent({ kind: 'ended', outcome: { kind: 'paused' } });
    await vi.waitFor(() => expect(findRun(database, 1)?.pausedAt).toBe(1000));
    expect(await scheduler.resume(1)).toEqual({ experimentId: 1, runIds: [1] });
    await processOf(1);
    expect(scheduler.runningRun()).toBe(1);
  });

  it('outlives its program as it is, and any program may let it go on or cancel it', async () => {
    const { scheduler, recorder, statusOf: of, processOf } = setUp();
    recorder.queueExperiment(specOf({ seeds: [1, 2] }), DEAD);
    for (const id of [1, 2]) {
      recorder.claim(id, DEAD);
      recorder.pause(id);
    }
    scheduler.recover({ adopt: true });
    expect([of(1), of(2)]).toEqual(['running', 'running']);
    scheduler.cancel(2);
    scheduler.pause(1, false);
    expect((await processOf(0)).commands).toMatchObject([{ kind: 'start', job: { runId: 1 } }]);
    expect([of(1), of(2)]).toEqual(['running', 'cancelled']);
  });

  it('is left as it is when its program closes, and refused where the queue is full', async () => {
    const { scheduler, database, processOf } = setUp({ queueLimit: 2 });
    scheduler.launch(specOf());
    const child = await processOf(0);
    scheduler.pause(1, true);
    child.onEvent({ kind: 'ended', outcome: { kind: 'paused' } });
    await vi.waitFor(() => expect(findRun(database, 1)?.pausedAt).toBe(1000));
    scheduler.launch(specOf({ seeds: [1, 2] }));
    await processOf(1);
    scheduler.launch(specOf());
    expect(() => scheduler.pause(1, false)).toThrow('the queue holds 2');
    scheduler.cancelAll([3, 4]);
    const closed = scheduler.close();
    (await processOf(1)).onEvent({ kind: 'ended', outcome: { kind: 'paused' } });
    await closed;
    expect(findRun(database, 1)).toMatchObject({ status: 'running', pausedAt: 1000 });
    expect(findRun(database, 2)?.status).toBe('interrupted');
  });
});

describe('what the dead left behind', () => {
  it('is not ended while its training process still writes a checkpoint, which is then found in its folder', async () => {
    vi.useFakeTimers();
    const found = { file: 'checkpoints/step-1', epoch: 3, batch: 7, bytes: 1, sha256: 'a'.repeat(64) };
    const { scheduler, recorder, database, statusOf: of } = setUp({ newerCheckpoint: () => Promise.resolve(found) });
    recorder.queueExperiment(specOf(), DEAD);
    recorder.claim(1, DEAD);
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    recorder.trainedBy(1, ownerOf(child.pid ?? 0));
    scheduler.recover({ adopt: true });
    vi.advanceTimersByTime(3000);
    expect([of(1), trainingRunOf(database)]).toEqual(['running', 1]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await vi.advanceTimersByTimeAsync(1000);
    expect(findRun(database, 1)).toMatchObject({ status: 'interrupted', checkpoint: { epoch: 3, batch: 7 } });
    vi.useRealTimers();
  });

  it('can be resumed from a checkpoint that the database does not know of', async () => {
    const found = { file: 'checkpoints/step-1', epoch: 3, batch: 7, bytes: 1, sha256: 'a'.repeat(64) };
    const asked: (string | null)[] = [];
    const {
      scheduler,
      processOf,
      statusOf: of,
    } = setUp({
      newerCheckpoint: (_, known) => {
        asked.push(known);
        return Promise.resolve(known === null ? found : null);
      },
    });
    scheduler.launch(specOf());
    (await processOf(0)).onExit('signal SIGKILL');
    await scheduler.resume(1);
    expect([of(1), asked]).toEqual(['running', [null]]);
  });

  it('can be resumed at once: what its training process is still writing is waited for', async () => {
    vi.useFakeTimers();
    const found = { file: 'checkpoints/step-1', epoch: 3, batch: 7, bytes: 1, sha256: 'a'.repeat(64) };
    const { scheduler, recorder, statusOf: of } = setUp({ newerCheckpoint: () => Promise.resolve(found) });
    recorder.queueExperiment(specOf(), DEAD);
    recorder.claim(1, DEAD);
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    recorder.trainedBy(1, ownerOf(child.pid ?? 0));
    const resumed = scheduler.resume(1);
    await vi.advanceTimersByTimeAsync(3000);
    expect(of(1)).toBe('running');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await vi.advanceTimersByTimeAsync(1000);
    expect(await resumed).toEqual({ experimentId: 1, runIds: [1] });
    vi.useRealTimers();
  });

  it('says that it cannot be resumed where its training process does not end', async () => {
    vi.useFakeTimers();
    const { scheduler, recorder } = setUp();
    recorder.queueExperiment(specOf(), DEAD);
    recorder.claim(1, DEAD);
    recorder.trainedBy(1, ownerOf(process.pid));
    const refused = expect(scheduler.resume(1)).rejects.toThrow('Run 1 is running; only a run that failed');
    await vi.advanceTimersByTimeAsync(61_000);
    await refused;
    vi.useRealTimers();
  });

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
