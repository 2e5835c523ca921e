import { describe, expect, it, vi } from 'vitest';

import { stopHook } from '#main/training/hooks/stop';

const batch = { epoch: 1, batch: 1, batches: 2, size: 4, loss: 1, correct: 0 };
const scores = { loss: 1, accuracy: 0 };

describe.each(['cancelled', 'paused'] as const)('a training that is to be %s', (reason) => {
  it('hears of it at the end of the next batch, and of the next epoch', () => {
    const controller = new AbortController();
    const hook = stopHook(controller.signal, reason);
    const stop = vi.fn();
    hook.onBatchEnd?.(batch, stop);
    hook.onEpochEnd?.({ epoch: 1, train: scores, validation: scores }, stop);
    expect(stop).not.toHaveBeenCalled();
    controller.abort();
    hook.onBatchEnd?.(batch, stop);
    expect(stop).toHaveBeenCalledExactlyOnceWith(reason);
    hook.onEpochEnd?.({ epoch: 1, train: scores, validation: scores }, stop);
    expect(stop).toHaveBeenCalledTimes(2);
  });
});
