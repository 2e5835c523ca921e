import { describe, expect, it, vi } from 'vitest';

import { cancelHook } from '#main/training/hooks/cancel';

const batch = { epoch: 1, batch: 1, batches: 2, size: 4, loss: 1, correct: 0 };

describe('cancelling', () => {
  it('is heard at the end of the next batch', () => {
    const controller = new AbortController();
    const hook = cancelHook(controller.signal);
    const stop = vi.fn();
    hook.onBatchEnd?.(batch, stop);
    expect(stop).not.toHaveBeenCalled();
    controller.abort();
    hook.onBatchEnd?.(batch, stop);
    expect(stop).toHaveBeenCalledExactlyOnceWith('cancelled');
  });
});
