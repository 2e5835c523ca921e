import { expect, it } from 'vitest';

import { axisEnd, lastEpochOf, shareDone } from '../../../../src-renderer/ui/progress';
import { aSummary, TRAINING } from '../specimens';

it('counts whole epochs and the batches of the one in hand', () => {
  expect(shareDone(TRAINING)).toBeCloseTo(0.3, 10);
});

it('is nothing before the first epoch and all while the model is evaluated', () => {
  expect(shareDone({ ...TRAINING, phase: 'loading', epoch: 0, batch: 0, batches: 0 })).toBe(0);
  expect(shareDone({ ...TRAINING, phase: 'evaluating', epoch: 5, batch: 0, batches: 0 })).toBe(1);
});

it('ends the axis at the epochs of the design while a run goes on, and at its last epoch afterwards', () => {
  expect(lastEpochOf(aSummary({ status: 'running', epochsDone: 3 }))).toBe(10);
  expect(lastEpochOf(aSummary({ status: 'failed', epochsDone: 3 }))).toBe(3);
  expect(lastEpochOf(aSummary({ status: 'failed', epochsDone: 0 }))).toBe(1);
});

it('lets the axis of growing curves grow with them, in few steps, up to the epochs of the design', () => {
  const ends = [0, 9, 10, 19, 20, 49, 50, 100, 199, 200, 399, 400].map((last) => axisEnd(last, 400));
  expect(ends).toEqual([10, 10, 20, 20, 50, 50, 100, 200, 200, 400, 400, 400]);
  expect([axisEnd(3, 8), axisEnd(1, 1), axisEnd(0, 10)]).toEqual([8, 1, 10]);
});
