import { expect, it } from 'vitest';

import { seriesHook } from '#main/training/hooks/series';
import type { TrainingEvent } from '#main/training/messages';

it.each(['test', 'validation'] as const)(
  'the series hook reports train, %s and the process, leaving out what is not finite',
  (split) => {
    const told: TrainingEvent[] = [];
    let time = 0;
    const gauges = { now: () => time, residentBytes: () => 1000, tensorCount: () => 42 };
    const hook = seriesHook((event) => told.push(event), gauges, split);
    const batch = { epoch: 1, batches: 3, size: 10, loss: 1, correct: 1 };
    // the wait before the first batch is no training time
    time = 5000;
    hook.onBatchEnd?.({ ...batch, batch: 1 }, () => undefined);
    time = 5500;
    hook.onBatchEnd?.({ ...batch, batch: 2 }, () => undefined);
    time = 6000;
    hook.onBatchEnd?.({ ...batch, batch: 3 }, () => undefined);
    hook.onEpochEnd?.(
      { epoch: 1, train: { loss: 1, accuracy: 0.5 }, validation: { loss: Number.NaN, accuracy: 0.25 } },
      () => undefined,
    );
    expect(told).toEqual([
      {
        kind: 'epoch',
        points: [
          { split: 'train', metric: 'loss', epoch: 1, value: 1 },
          { split: 'train', metric: 'accuracy', epoch: 1, value: 0.5 },
          { split, metric: 'accuracy', epoch: 1, value: 0.25 },
          { split: 'process', metric: 'residentBytes', epoch: 1, value: 1000 },
          { split: 'process', metric: 'tensors', epoch: 1, value: 42 },
          { split: 'process', metric: 'imagesPerSecond', epoch: 1, value: 20 },
        ],
      },
    ]);
  },
);
