import { describe, expect, it, vi } from 'vitest';

import { findRun } from '#main/database/runs';

import { specOf } from '../../database/spec';
import { DEAD, setUp } from './scheduler-set-up';

const RESUME = /Resume it to go on from its last checkpoint\.$/;
const FROM_START = /It had kept no checkpoint yet: try it again from its start\.$/;
const checkpoint = { file: 'checkpoints/a', bytes: 1, sha256: 'a'.repeat(64), epoch: 2, batch: 0 };

/** A run that trains, and how it is told to have kept something. */
async function training() {
  const made = setUp();
  made.scheduler.launch(specOf());
  const child = await made.processOf(0);
  const message = (): string | undefined => findRun(made.database, 1)?.failure?.message;
  return { ...made, child, message };
}

describe('what is said of a run that was broken off', () => {
  it('is that it can be resumed only where it has kept a checkpoint, when its process dies', async () => {
    const without = await training();
    without.child.onExit('signal SIGKILL');
    expect(without.message()).toMatch(FROM_START);
    const withOne = await training();
    withOne.child.onEvent({ kind: 'checkpoint', checkpoint });
    withOne.child.onExit('signal SIGKILL');
    expect(withOne.message()).toMatch(RESUME);
  });

  it('is the same when the process was told to end by others, or the lab is closed', async () => {
    const told = await training();
    told.child.onEvent({ kind: 'ended', outcome: { kind: 'paused' } });
    await vi.waitFor(() => expect(told.message()).toMatch(FROM_START));
    const closed = await training();
    await vi.waitFor(() => expect(closed.child.commands).toHaveLength(1));
    const closing = closed.scheduler.close();
    closed.child.onEvent({ kind: 'checkpoint', checkpoint });
    closed.child.onEvent({ kind: 'ended', outcome: { kind: 'paused' } });
    await closing;
    expect(closed.message()).toMatch(RESUME);
  });

  it('takes a run that began anew for one without a checkpoint', async () => {
    const { child, message } = await training();
    child.onEvent({ kind: 'checkpoint', checkpoint });
    child.onEvent({ kind: 'restored', checkpoint: { epoch: 1, batch: 0 }, series: [] });
    child.onExit('signal SIGKILL');
    expect(message()).toMatch(FROM_START);
  });

  it('is said of no run that failed for a reason of its own', async () => {
    const { child, message } = await training();
    child.onEvent({
      kind: 'ended',
      outcome: { kind: 'failed', failure: { code: 'training-diverged', message: 'It diverged.' } },
    });
    await vi.waitFor(() => expect(message()).toBe('It diverged.'));
  });

  it('leaves open what lies in the folder of a run whose program died, where no checkpoint is listed', () => {
    const { scheduler, recorder, database } = setUp();
    recorder.queueExperiment(specOf({ seeds: [1, 2] }), DEAD);
    recorder.claim(1, DEAD);
    scheduler.recover({ adopt: false });
    expect(findRun(database, 1)?.failure?.message).toMatch(/Resume it where it has kept a checkpoint; try it again/);
    recorder.claim(2, DEAD);
    recorder.record(2, { kind: 'checkpoint', checkpoint });
    scheduler.recover({ adopt: false });
    expect(findRun(database, 2)?.failure?.message).toMatch(RESUME);
  });
});
