import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { spaced } from '../../../../../src-renderer/features/reference/spaced';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('acts at once, and then once more for all that was asked meanwhile', () => {
  const action = vi.fn();
  const { ask } = spaced(action, 500);
  ask();
  ask();
  ask();
  expect(action).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(499);
  expect(action).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(action).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(5000);
  expect(action).toHaveBeenCalledTimes(2);
});

it('forgets what is still to be done', () => {
  const action = vi.fn();
  const { ask, stop } = spaced(action, 500);
  ask();
  ask();
  stop();
  vi.advanceTimersByTime(5000);
  expect(action).toHaveBeenCalledTimes(1);
});
