import { expect, it } from 'vitest';

import { dotScale } from '../../../../../src-renderer/features/reference/dot-scale';

it('ends in round numbers around the values', () => {
  expect(dotScale([0.6355, 0.8133])).toEqual({ low: 0.6, high: 0.85, ticks: [0.6, 0.65, 0.7, 0.75, 0.8, 0.85] });
});

it('leaves air around a single value, and stays within 0 and 1', () => {
  const { low, high } = dotScale([0.998]);
  expect([low < 0.998, high]).toEqual([true, 1]);
});

it('shows the whole scale where there is no value', () => {
  expect(dotScale([])).toMatchObject({ low: 0, high: 1 });
});
