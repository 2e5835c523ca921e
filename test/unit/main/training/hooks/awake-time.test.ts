import { expect, it } from 'vitest';

import { awakeTime } from '#main/training/hooks/awake-time';

const HOUR = 3_600_000;

it('time that was slept through does not count, again and again', () => {
  const { counted } = awakeTime();
  expect([900, 1000, 8 * HOUR, 1100, 8 * HOUR].map((ms) => counted(ms, false))).toEqual([900, 1000, 0, 1100, 0]);
});

it('a batch of a large network is no sleep, nor is an evaluation that is longer than any batch', () => {
  const { counted } = awakeTime();
  expect(counted(90_000, false)).toBe(90_000);
  expect(counted(10 * 90_000, false)).toBe(10 * 90_000);
  expect(counted(5 * HOUR, true)).toBe(5 * HOUR);
  expect(counted(5 * HOUR, true)).toBe(5 * HOUR);
});

it('short times count, however much longer they are than the others', () => {
  const { counted } = awakeTime();
  expect([1, 50_000].map((ms) => counted(ms, false))).toEqual([1, 50_000]);
});
