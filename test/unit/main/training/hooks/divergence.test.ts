import { describe, expect, it, vi } from 'vitest';

import { divergenceHook } from '#main/training/hooks/divergence';

const batch = { epoch: 3, batch: 7, batches: 10, size: 4, correct: 0 };

describe('the watch over divergence', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY])(
    'stops at a loss of %s and says where it was and what to try',
    (loss) => {
      const stop = vi.fn();
      const hook = divergenceHook(0.5);
      hook.onBatchEnd?.({ ...batch, loss }, stop);
      expect(stop).toHaveBeenCalledWith('diverged');
      expect(hook.failure()).toMatchObject({
        code: 'training-diverged',
        message: expect.stringMatching(
          /in epoch 3, batch 7; expected a finite number.*smaller learning rate than 0\.5/,
        ),
      });
    },
  );

  it('looks at the validation too', () => {
    const stop = vi.fn();
    const hook = divergenceHook(0.5);
    const fine = { loss: 1, accuracy: 1 };
    hook.onEpochEnd?.({ epoch: 2, train: fine, validation: { loss: Number.NaN, accuracy: 0 } }, stop);
    expect(stop).toHaveBeenCalledWith('diverged');
  });

  it('lets finite losses pass', () => {
    const stop = vi.fn();
    const hook = divergenceHook(0.5);
    hook.onBatchEnd?.({ ...batch, loss: 1e30 }, stop);
    expect(stop).not.toHaveBeenCalled();
    expect(hook.failure()).toBeUndefined();
  });
});
