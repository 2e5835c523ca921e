import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { tQuantile, tUpperTail } from '#shared/metrics/student-t';

/**
 * Both tails together: 0.2, 0.05, 0.01 and 0.001. As printed in tables (Abramowitz & Stegun 1964, 26.10), with the digits
 * of scipy 1.17.1's `stats.t.isf(p / 2, df)`.
 */
const PUBLISHED: readonly (readonly [degreesOfFreedom: number, quantiles: readonly number[]])[] = [
  [1, [3.0776835371752536, 12.706204736174705, 63.65674116287158, 636.6192487687196]],
  [2, [1.8856180831641267, 4.302652729749464, 9.924843200918293, 31.59905457644362]],
  [3, [1.6377443536962089, 3.1824463052837086, 5.840909309733357, 12.923978636687481]],
  [4, [1.5332062740589436, 2.7764451051977943, 4.604094871349993, 8.610301581379275]],
  [5, [1.4758840488244813, 2.5705818356363155, 4.032142983555229, 6.86882662588111]],
  [7.3, [1.408922317748042, 2.3450667365477034, 3.4510316556221854, 5.283211758939399]],
  [10, [1.3721836411103359, 2.2281388519862753, 3.1692726726169504, 4.586893858702636]],
  [30, [1.3104150253913955, 2.042272456301238, 2.749995653567226, 3.645958635042021]],
  [120, [1.2886462336563778, 1.9799304050824411, 2.617421145106866, 3.3734537685625003]],
  [1000, [1.2823987214609245, 1.9623390808264085, 2.580754698065951, 3.3002826484239134]],
];
const TAILS = [0.2, 0.05, 0.01, 0.001];

describe('Student’s t', () => {
  it.each(PUBLISHED)('gives the published quantiles of %d degrees of freedom', (degreesOfFreedom, quantiles) => {
    for (const [place, quantile] of quantiles.entries()) {
      const found = tQuantile(TAILS[place] ?? 0, degreesOfFreedom);
      expect(Math.abs(found / quantile - 1)).toBeLessThan(1e-11);
    }
  });

  it('is Cauchy’s distribution with one degree of freedom', () => {
    for (const t of [0, 0.1, 1, 7, 1e4]) {
      expect(tUpperTail(t, 1)).toBeCloseTo(0.5 - Math.atan(t) / Math.PI, 13);
    }
  });

  it('has the quantile as the place where the tails have that probability', () => {
    const probability = fc.double({ min: 1e-6, max: 0.999999, noNaN: true });
    const degrees = fc.double({ min: 1, max: 5_000, noNaN: true });
    fc.assert(
      fc.property(probability, degrees, (twoSided, degreesOfFreedom) => {
        const t = tQuantile(twoSided, degreesOfFreedom);
        expect(Math.abs((2 * tUpperTail(t, degreesOfFreedom)) / twoSided - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  it.each([
    [0, 3],
    [1, 3],
    [0.05, 0],
    [0.05, Number.NaN],
    [Number.NaN, 3],
    [0.05, Number.POSITIVE_INFINITY],
  ])('refuses the probability %d with %d degrees of freedom', (twoSided, degreesOfFreedom) => {
    expect(() => tQuantile(twoSided, degreesOfFreedom)).toThrow(/Received .*; expected/);
  });
});
