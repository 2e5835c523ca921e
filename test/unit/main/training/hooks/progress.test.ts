import { describe, expect, it } from 'vitest';

import type { RunProgress } from '#shared/runs/run';
import { progressHook } from '#main/training/hooks/progress';

function watch() {
  const told: RunProgress[] = [];
  let time = 0;
  const hook = progressHook({
    epochs: 2,
    report: (event) => event.kind === 'progress' && told.push(event.progress),
    now: () => time,
    residentBytes: () => 7,
  });
  return {
    told,
    hook,
    batch: (epoch: number, batch: number, after: number, loss = 1): void => {
      time += after;
      hook.onBatchEnd?.({ epoch, batch, batches: 4, size: 100, loss, correct: 50 }, () => undefined);
    },
  };
}

describe('progress', () => {
  it('leaves out a night that the machine slept through, in the middle of an epoch or between two', () => {
    const { told, batch } = watch();
    batch(1, 1, 1000);
    batch(1, 2, 1000);
    batch(1, 3, 8 * 3_600_000);
    batch(1, 4, 1000);
    expect(told.at(-1)).toMatchObject({ imagesPerSecond: 100, secondsLeft: 4 });
    batch(2, 1, 8 * 3_600_000);
    batch(2, 2, 1000);
    expect(told.at(-1)).toMatchObject({ imagesPerSecond: 100, secondsLeft: 2 });
  });

  it('counts an evaluation that takes long', () => {
    const { told, batch } = watch();
    for (const number of [1, 2, 3, 4]) batch(1, number, 1000);
    batch(2, 1, 50_000);
    expect(told.at(-1)?.secondsLeft).toBeCloseTo((53 / 4) * 3);
  });

  it('tells no loss that is no number', () => {
    const { told, batch } = watch();
    batch(1, 1, 1000, Number.NaN);
    expect(told.at(-1)?.loss).toBeNull();
  });

  it('tells the rate, the means of the epoch so far, and the time left', () => {
    const { told, batch } = watch();
    batch(1, 1, 1000, 3);
    batch(1, 2, 1000, 1);
    // an estimate from the first batches would be a wild one
    expect(told.map(({ secondsLeft }) => secondsLeft)).toEqual([null, null]);
    batch(1, 3, 1000, 2);
    expect(told.at(-1)).toEqual({
      phase: 'training',
      epoch: 1,
      epochs: 2,
      batch: 3,
      batches: 4,
      imagesPerSecond: 100,
      secondsLeft: 5,
      loss: 2,
      accuracy: 0.5,
      residentBytes: 7,
      isPaused: false,
    });
  });

  it('tells that it is paused, with the figures of the last batch', () => {
    const { told, hook, batch } = watch();
    hook.onTrainEnd?.('paused');
    expect(told).toEqual([]);
    batch(1, 1, 1000);
    batch(1, 2, 10);
    hook.onTrainEnd?.('paused');
    expect(told.map((progress) => [progress.batch, progress.isPaused])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it('begins the means anew with each epoch', () => {
    const { told, batch } = watch();
    for (let number = 1; number <= 4; number++) batch(1, number, 1000, 9);
    batch(2, 1, 1000, 1);
    expect(told.at(-1)).toMatchObject({ epoch: 2, batch: 1, loss: 1 });
  });

  it('speaks seldom, but never leaves out the end of an epoch', () => {
    const { told, batch } = watch();
    for (let number = 1; number <= 4; number++) batch(1, number, 1);
    expect(told.map((progress) => progress.batch)).toEqual([1, 4]);
  });
});
