import { expect, it } from 'vitest';

import { smoothed } from '../../../../src-renderer/charts/smooth';

it('leaves a constant alone from its first epoch on', () => {
  const points = [1, 2, 3].map((x) => ({ x, y: 0.7 }));
  smoothed(points).forEach(({ y }) => expect(y).toBeCloseTo(0.7, 12));
});

it('is the mean of all values so far, each weighted by 0.8 for every epoch since', () => {
  const values = [3, 1, 4, 1, 5];
  const points = values.map((y, index) => ({ x: index + 1, y }));
  smoothed(points).forEach(({ x, y }) => {
    const weights = values.slice(0, x).map((_, index) => 0.8 ** (x - 1 - index));
    const sum = weights.reduce((total, weight, index) => total + weight * (values[index] ?? 0), 0);
    expect(y).toBeCloseTo(sum / weights.reduce((total, weight) => total + weight, 0), 12);
  });
});
