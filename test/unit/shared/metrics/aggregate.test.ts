import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { aggregate } from '#shared/metrics/aggregate';

const figures = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 20 });

describe('a figure over seeds', () => {
  it('has the mean, and the deviation that the differences between all runs give', () => {
    fc.assert(
      fc.property(figures, (values) => {
        const { count, mean, standardDeviation } = aggregate(values);
        const total = values.reduce((sum, value) => sum + value, 0);
        // the variance is half the mean squared difference of two different runs: no mean is needed
        let squares = 0;
        for (const one of values) for (const other of values) squares += (one - other) ** 2;
        expect(count).toBe(values.length);
        expect(mean).toBeCloseTo(total / values.length, 12);
        expect(standardDeviation ?? Number.NaN).toBeCloseTo(Math.sqrt(squares / (2 * count * (count - 1))), 9);
      }),
    );
  });

  it('is known in the plain cases: n − 1 below the line, and no deviation of one run', () => {
    // statistics.stdev([2, 4, 4, 4, 5, 5, 7, 9]) of Python
    expect(aggregate([2, 4, 4, 4, 5, 5, 7, 9]).standardDeviation).toBeCloseTo(2.138089935299395, 12);
    expect(aggregate([0.789])).toEqual({ count: 1, mean: 0.789, standardDeviation: null });
    expect(aggregate([0.5, 0.5])).toEqual({ count: 2, mean: 0.5, standardDeviation: 0 });
  });

  it('refuses no runs, and a run without a figure', () => {
    expect(() => aggregate([])).toThrow('Received no values');
    expect(() => aggregate([1, Number.NaN])).toThrow('Received NaN as value 2 of 2; expected finite numbers');
    expect(() => aggregate([Number.NEGATIVE_INFINITY])).toThrow('Received -Infinity as value 1 of 1');
  });
});
