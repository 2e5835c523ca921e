import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { erfc } from '#shared/metrics/erfc';
import { mcNemar, pairedCounts } from '#shared/metrics/mcnemar';

/** Every way in which so many coins can fall, in whole numbers of any size. */
function exactly(onlyFirst: number, onlySecond: number): number {
  const coins = onlyFirst + onlySecond;
  const row: bigint[] = [1n];
  for (let coin = 0; coin < coins; coin++) {
    for (let heads = row.length; heads > 0; heads--) row[heads] = (row[heads] ?? 0n) + (row[heads - 1] ?? 0n);
  }
  const atLeastAsUneven = row.reduce(
    (sum, ways, heads) => (Math.abs(2 * heads - coins) >= Math.abs(onlyFirst - onlySecond) ? sum + ways : sum),
    0n,
  );
  const scale = 10n ** 30n;
  return Number((atLeastAsUneven * scale) / 2n ** BigInt(coins)) / 1e30;
}

/** The area of the normal curve beyond ±z, by Simpson's rule in ten thousand steps. */
function beyond(z: number): number {
  const [steps, width] = [10_000, 12 / 10_000];
  const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(z) + density(z + 12);
  for (let step = 1; step < steps; step++) sum += (step % 2 === 1 ? 4 : 2) * density(z + step * width);
  return (2 * sum * width) / 3;
}

const count = fc.integer({ min: 0, max: 400 });

describe('McNemar’s test', () => {
  it('gives the exact binomial probability for few disagreements, as counting every fall of the coins does', () => {
    for (let onlyFirst = 0; onlyFirst < 25; onlyFirst++) {
      for (let onlySecond = 0; onlyFirst + onlySecond < 25; onlySecond++) {
        const { method, statistic, pValue } = mcNemar({ onlyFirst, onlySecond });
        expect([method, statistic]).toEqual(['exact-binomial', null]);
        expect(pValue).toBeCloseTo(exactly(onlyFirst, onlySecond), 14);
      }
    }
  });

  it('comes near the exact probability for many disagreements', () => {
    fc.assert(
      fc.property(count, count, (onlyFirst, onlySecond) => {
        fc.pre(onlyFirst + onlySecond >= 25);
        expect(Math.abs(mcNemar({ onlyFirst, onlySecond }).pValue - exactly(onlyFirst, onlySecond))).toBeLessThan(
          0.006,
        );
      }),
      { numRuns: 200 },
    );
  });

  // S. Raschka's examples (mlxtend, “McNemar's test for classifier comparisons”): 25 to 15 and 11 to 1
  it.each([
    [25, 15, 'corrected-chi-square', 2.025, 0.154_728_923_485_378_5],
    [11, 1, 'exact-binomial', null, 0.006_347_656_25],
    // the “test 1 and test 2” of many textbooks: (|59 − 121| − 1)² / 180
    [59, 121, 'corrected-chi-square', 20.672_222_222_222_22, 5.450_094_825e-6],
    // Agresti, Categorical Data Analysis, 1990, p. 350: approval 86 and 150, with the correction
    [86, 150, 'corrected-chi-square', 16.817_796_610_169_49, 4.114_562_28e-5],
    [0, 0, 'exact-binomial', null, 1],
    [500, 500, 'corrected-chi-square', 0, 1],
  ] as const)('of %i and %i is as published', (onlyFirst, onlySecond, method, statistic, pValue) => {
    const result = mcNemar({ onlyFirst, onlySecond });
    expect([result.method, result.statistic]).toEqual([method, statistic]);
    expect(result.pValue / pValue).toBeCloseTo(1, 8);
  });

  it('treats both models alike, stays a probability, and falls as the split grows more uneven', () => {
    fc.assert(
      fc.property(count, count, (onlyFirst, onlySecond) => {
        const { pValue } = mcNemar({ onlyFirst, onlySecond });
        expect(mcNemar({ onlyFirst: onlySecond, onlySecond: onlyFirst }).pValue).toBe(pValue);
        expect(pValue).toBeGreaterThan(0);
        expect(pValue).toBeLessThanOrEqual(1);
        if (onlyFirst > onlySecond && onlySecond > 0) {
          const more = mcNemar({ onlyFirst: onlyFirst + 1, onlySecond: onlySecond - 1 });
          expect(more.pValue).toBeLessThanOrEqual(pValue);
        }
      }),
    );
  });

  it.each([-1, 1.5, Number.NaN])('refuses a count of %d', (onlyFirst) => {
    expect(() => mcNemar({ onlyFirst, onlySecond: 3 })).toThrow(/expected a whole number of 0 or more/);
  });
});

describe('the complementary error function', () => {
  it('is the area beyond ±z', () => {
    for (let z = 0; z <= 8; z += 0.125) expect(erfc(z / Math.SQRT2) / beyond(z)).toBeCloseTo(1, 9);
  });

  // the points at which chi-square with one degree of freedom leaves 5 %, 1 % and 0.1 %
  it.each([
    [3.841_458_820_694_124, 0.05],
    [6.634_896_601_021_214, 0.01],
    [10.827_566_170_662_733, 0.001],
  ])('gives the tabulated probability of chi-square %d', (chiSquare, probability) => {
    expect(erfc(Math.sqrt(chiSquare / 2)) / probability).toBeCloseTo(1, 12);
  });

  it('joins its two halves without a step', () => {
    expect(erfc(2 - 1e-9) / erfc(2)).toBeCloseTo(1, 7);
    expect([erfc(0), erfc(Infinity)]).toEqual([1, 0]);
    expect(() => erfc(-1)).toThrow(RangeError);
  });
});

describe('the counts of two models', () => {
  it('are those of a slow count, image by image', () => {
    const answer = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3));
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 60 }), (images) => {
        const [truth, first, second] = [0, 1, 2].map((place) => images.map((image) => image[place] ?? 0));
        const having = (isFirst: boolean, isSecond: boolean): number =>
          images.filter(([label, one, other]) => (one === label) === isFirst && (other === label) === isSecond).length;
        expect(pairedCounts(truth ?? [], first ?? [], second ?? [])).toEqual({
          bothRight: having(true, true),
          onlyFirst: having(true, false),
          onlySecond: having(false, true),
          bothWrong: having(false, false),
        });
      }),
    );
  });

  it('are refused where the models were not given as many images', () => {
    expect(() => pairedCounts([1, 2], [1, 2], [1])).toThrow(/predictions of 2 and 1; expected as many of each/);
  });
});
