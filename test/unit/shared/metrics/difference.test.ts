import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createRandom } from '#shared/basics/random';
import { aggregate } from '#shared/metrics/aggregate';
import {
  differenceOf,
  differenceToValue,
  excludesZero,
  MOST_SEEDS_ADVISED,
  resolutionOf,
  type Difference,
  type SeededValue,
} from '#shared/metrics/difference';

const seeded = (values: readonly number[], firstSeed = 1): readonly SeededValue[] =>
  values.map((value, place) => ({ seed: firstSeed + place, value }));

const aggregateOf = (values: readonly SeededValue[]) => aggregate(values.map(({ value }) => value));

const ONE = seeded([0.62, 0.64, 0.63]);

function expectInterval({ interval }: Difference, low: number, high: number): void {
  expect(interval?.[0]).toBeCloseTo(low, 12);
  expect(interval?.[1]).toBeCloseTo(high, 12);
}

describe('the difference of two means', () => {
  it('is paired where both have the same seeds, in whatever order (scipy 1.17.1, ttest_rel)', () => {
    const other = seeded([0.6, 0.615, 0.622]).toReversed();
    const found = differenceOf(ONE, other);
    expect(found).toMatchObject({ method: 'paired', counts: [3, 3] });
    expect(found.value).toBeCloseTo(0.63 - 1.837 / 3, 12);
    expectInterval(found, -0.004036983557395481, 0.03937031689072884);
  });

  it('is Welch’s where the seeds differ (scipy 1.17.1, ttest_ind without equal variances)', () => {
    const found = differenceOf(ONE, seeded([0.6, 0.615, 0.622, 0.59]));
    expect(found).toMatchObject({ method: 'welch', counts: [3, 4] });
    expectInterval(found, -0.0005311186163505753, 0.04703111861635079);
    expect(differenceOf(ONE, seeded([0.6, 0.61, 0.62], 3)).method).toBe('welch');
  });

  it('is that of one mean beside a printed value (scipy 1.17.1, ttest_1samp)', () => {
    const found = differenceToValue(aggregateOf(ONE), 0.6355);
    expect(found).toMatchObject({ method: 'one-sample', counts: [3, 1] });
    expectInterval(found, 0.6051586228824967 - 0.6355, 0.6548413771175033 - 0.6355);
  });

  it('has no interval with one seed on a side, nor where the seeds show no spread', () => {
    expect(differenceOf(seeded([0.5]), seeded([0.9])).interval).toBeNull();
    expect(differenceOf(ONE, seeded([0.9], 9)).interval).toBeNull();
    expect(differenceToValue(aggregateOf(seeded([0.5])), 0.9).interval).toBeNull();
    // the same gap at each seed, but for rounding
    expect(differenceOf(seeded([0.7, 0.8]), seeded([0.6, 0.7])).interval).toBeNull();
  });

  it('is told from none only where its interval leaves zero out', () => {
    expect(excludesZero(differenceOf(ONE, seeded([0.6, 0.615, 0.622])))).toBe(false);
    expect(excludesZero(differenceOf(ONE, seeded([0.4, 0.415, 0.412])))).toBe(true);
    expect(excludesZero(differenceOf(seeded([0.5]), seeded([0.9])))).toBe(false);
  });

  it('turns its sign with its sides, and has the difference in the middle of its interval', () => {
    const values = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(values, values, (first, second) => {
        const [one, other] = [first, second].map((counts) => seeded(counts.map((count) => count / 10_000)));
        const there = differenceOf(one ?? [], other ?? []);
        const back = differenceOf(other ?? [], one ?? []);
        expect(back.value).toBeCloseTo(-there.value, 12);
        if (there.interval === null) {
          expect(back.interval).toBeNull();
          return;
        }
        const [low, high] = there.interval;
        expect((low + high) / 2).toBeCloseTo(there.value, 9);
        expectInterval(back, -high, -low);
      }),
    );
  });

  it.each([
    { what: 'paired', counts: [3, 3], spreads: [1, 2], shared: true },
    { what: 'Welch’s', counts: [3, 6], spreads: [1, 4], shared: false },
    { what: 'Welch’s', counts: [5, 5], spreads: [2, 1], shared: false },
  ])('covers the true difference 95 times in 100: $what of $counts', ({ counts, spreads, shared }) => {
    const random = createRandom(20_250_101);
    const trials = 4_000;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      const [one = [], other = []] = counts.map((count, side) =>
        Array.from({ length: count }, () => side + (spreads[side] ?? 1) * random.normal()),
      );
      const { interval } = differenceOf(seeded(one), seeded(other, shared ? 1 : 100));
      if (interval !== null && interval[0] <= -1 && interval[1] >= -1) covered += 1;
    }
    // Satterthwaite's degrees of freedom are an approximation; three standard errors are 0.0103
    expect(covered / trials).toBeGreaterThan(0.95 - 0.0103 - 0.005);
    expect(covered / trials).toBeLessThan(0.95 + 0.0103 + 0.015);
  });
});

describe('what the seeds can tell', () => {
  it('is half of the interval, and how many seeds more would shrink it below the gap', () => {
    const other = seeded([0.6, 0.615, 0.622]);
    const found = resolutionOf(ONE, other);
    expect(found?.smallest).toBeCloseTo((0.03937031689072884 + 0.004036983557395481) / 2, 12);
    // sd of the differences 0.008737; at n = 4: 3.1824 · sd / 2 = 0.0139 < 0.0177
    expect(found?.moreSeeds).toBe(1);
  });

  it('is none where the gap is told already, and unknown where it would take too many', () => {
    expect(resolutionOf(ONE, seeded([0.4, 0.415, 0.412]))?.moreSeeds).toBe(0);
    const level = seeded([0.5, 0.6, 0.7]);
    expect(resolutionOf(level, seeded([0.7, 0.6, 0.50001]))?.moreSeeds).toBeNull();
    expect(MOST_SEEDS_ADVISED).toBeGreaterThan(100);
  });

  it('is not known of one seed', () => {
    expect(resolutionOf(seeded([0.5]), seeded([0.6]))).toBeNull();
    expect(resolutionOf(seeded([0.5]), 0.6)).toBeNull();
  });

  it('agrees with the interval that so many seeds of the same spread would have', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 6 }), (counts) => {
        const values = seeded(counts.map((count) => count / 1000));
        const found = resolutionOf(values, 0);
        const isTold = excludesZero(differenceToValue(aggregateOf(values), 0));
        if (found !== null) expect(found.moreSeeds === 0).toBe(isTold);
      }),
    );
  });
});
