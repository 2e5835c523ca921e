import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { SeriesPoint } from '#shared/runs/run';
import { meanCurve, pointAt, splitsOf, valueScale } from '../../../../../src-renderer/features/compare/overlay-curves';

const loss = (values: readonly number[], split: SeriesPoint['split'] = 'test'): readonly SeriesPoint[] =>
  values.map((value, place) => ({ metric: 'loss', split, epoch: place + 1, value }));

describe('the mean over runs', () => {
  it('is mean and sample standard deviation at each epoch', () => {
    const points = meanCurve([loss([1, 2]), loss([3, 2]), loss([2, 5])], 'loss', 'test');
    expect(points).toEqual([
      { epoch: 1, mean: 2, standardDeviation: 1 },
      { epoch: 2, mean: 3, standardDeviation: expect.closeTo(Math.sqrt(3), 12) },
    ]);
  });

  it('ends where the first run ends, so that n never falls half-way', () => {
    expect(meanCurve([loss([1, 1, 1]), loss([2])], 'loss', 'test').map(({ epoch }) => epoch)).toEqual([1]);
  });

  it('has no spread where it is of one run, and no points of another metric or split', () => {
    const series = [
      ...loss([1]),
      ...loss([9], 'train'),
      { metric: 'accuracy', split: 'test', epoch: 1, value: 7 } as const,
    ];
    expect(meanCurve([series], 'loss', 'test')).toEqual([{ epoch: 1, mean: 1, standardDeviation: null }]);
  });
});

it('lists the splits that there are curves of, training first and the process never', () => {
  expect(splitsOf([loss([1], 'test'), loss([1], 'process'), loss([1], 'train')])).toEqual(['train', 'test']);
  expect(splitsOf([loss([1], 'validation')])).toEqual(['validation']);
});

describe('the scale of the values', () => {
  it('holds every value between round ticks at even steps', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 20 }), (values) => {
        const { low, high, ticks } = valueScale(values);
        expect(low).toBe(0);
        for (const value of values) expect(value).toBeLessThanOrEqual(high * (1 + 1e-9));
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(7);
        const step = (ticks[1] ?? 0) - (ticks[0] ?? 0);
        ticks.forEach((tick, place) => expect(tick / step).toBeCloseTo(place, 6));
      }),
    );
  });

  it('of accuracies goes from 0 to 1', () => {
    expect(valueScale([0, 1]).ticks).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  });
});

it('reads a curve that has ended at its end, and one that has not begun not at all', () => {
  const points = meanCurve([loss([3, 2, 1])], 'loss', 'test');
  expect([pointAt(points, 2)?.mean, pointAt(points, 9)?.mean, pointAt(points, 0)]).toEqual([2, 1, undefined]);
});
