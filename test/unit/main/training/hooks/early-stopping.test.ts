import { describe, expect, it, vi } from 'vitest';

import { earlyStoppingHook } from '#main/training/hooks/early-stopping';

/** The epochs after which a training with these losses is told to stop. */
function stopsOf(
  patience: number,
  losses: readonly number[],
  monitor: 'training-loss' | 'validation-loss' = 'training-loss',
): readonly number[] {
  const hook = earlyStoppingHook({ patience, monitor });
  const falling = { loss: 100, accuracy: 0 };
  const stops = losses.flatMap((loss, index) => {
    const stop = vi.fn();
    const watched = { loss, accuracy: 0 };
    falling.loss -= 1;
    const [train, validation] = monitor === 'training-loss' ? [watched, falling] : [falling, watched];
    hook.onEpochEnd?.({ epoch: index + 1, train, validation }, stop);
    if (stop.mock.calls.length > 0) expect(stop).toHaveBeenCalledWith('stalled');
    return stop.mock.calls.length > 0 ? [index + 1] : [];
  });
  expect(hook.stoppedAfter()).toBe(stops[0]);
  return stops;
}

// row C8 of the deck, as the notebook printed it
const DECK_LOSSES = [
  4.7229, 3.9134, 3.3773, 2.9357, 2.5644, 2.2551, 1.986, 1.7751, 1.6117, 1.4988, 1.3707, 1.2826, 1.2183, 1.1578, 1.1092,
  1.0798, 1.0526, 1.0323, 1.0114, 1.005, 1.0001, 1.0125, 0.988, 0.9858, 0.9913, 0.9859, 0.9943, 0.986, 0.9976, 0.998,
  0.9943, 0.9959, 1.0028, 1.011, 1.004, 1.0023, 1.0096, 1.0051, 1.0013, 1.0052, 1.0056, 1.0023, 0.9986, 0.9957, 0.9995,
  1.0035, 1.0061, 1.0058, 1.0091, 1.0142, 1.0081, 1.0073, 1.0225, 1.0001,
];

describe('early stopping', () => {
  it('ends row C8 after 54 epochs, as in the deck: 30 after its smallest loss', () => {
    expect(stopsOf(30, DECK_LOSSES)).toEqual([54]);
  });

  it('counts anew after every smaller loss', () => {
    expect(stopsOf(2, [3, 4, 2, 3, 1, 2, 2])).toEqual([7]);
  });

  it('watches the validation loss where it is told to, and then that one alone', () => {
    expect(stopsOf(2, [3, 4, 2, 3, 1, 2, 2], 'validation-loss')).toEqual([7]);
  });

  it('takes an equal loss for no progress', () => {
    expect(stopsOf(2, [1, 1, 1])).toEqual([3]);
  });

  it('lets a training go on whose loss keeps falling', () => {
    expect(stopsOf(1, [5, 4, 3, 2, 1])).toEqual([]);
  });
});
