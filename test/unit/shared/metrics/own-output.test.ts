import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { countPairSet, summariseSets, thresholdFor } from '#shared/metrics/own-output';
import { metricsAtThreshold } from '#shared/metrics/threshold';

import { countOf, countReaching, mixedPairs } from './scored-pairs';

const PAIRS = { scores: [0.9, 0.8, 0.6, 0.4, 0.2], same: [1, 0, 1, 0, 0] };

describe('a set of pairs', () => {
  it('is counted at the threshold, a score equal to it included', () => {
    expect(countPairSet(3, PAIRS, 0.6)).toEqual({
      rotation: 3,
      confusion: [
        [2, 1],
        [0, 2],
      ],
      // by hand: of 6 pairs of a "same" and a "different" one, 5 stand right; precisions 1 and 2/3 at the two "same"
      ranking: {
        areaUnderRoc: 5 / 6,
        averagePrecision: expect.closeTo(5 / 6, 12) as number,
        equalErrorRate: expect.closeTo(1 / 3, 12) as number,
      },
    });
  });

  it('agrees with counting aloud, whatever the scores', () => {
    fc.assert(
      fc.property(mixedPairs, fc.double({ min: -3, max: 3, noNaN: true }), ({ scores, truth }, threshold) => {
        const { confusion, ranking } = countPairSet(null, { scores, same: truth }, threshold);
        const pairs = { scores, truth };
        const [falseSame, trueSame] = [countReaching(pairs, 0, threshold), countReaching(pairs, 1, threshold)];
        expect(confusion).toEqual([
          [countOf(pairs, 0) - falseSame, falseSame],
          [countOf(pairs, 1) - trueSame, trueSame],
        ]);
        const wins = scores.flatMap((a, i) =>
          truth[i] === 1 ? scores.flatMap((b, j) => (truth[j] === 0 ? [a > b ? 1 : a === b ? 0.5 : 0] : [])) : [],
        );
        expect(ranking?.areaUnderRoc).toBeCloseTo(wins.reduce((sum: number, win) => sum + win, 0) / wins.length, 10);
      }),
    );
  });

  it('has no order to judge where all pairs are of one kind', () => {
    expect(countPairSet(1, { scores: [0.1, 0.7], same: [0, 0] }, 0.5)).toEqual({
      rotation: 1,
      confusion: [
        [1, 1],
        [0, 0],
      ],
      ranking: null,
    });
  });
});

describe('several sets', () => {
  const one = countPairSet(1, PAIRS, 0.5);
  const other = countPairSet(2, { scores: [0.1, 0.9, 0.3, 0.2, 0.8], same: [1, 0, 0, 0, 1] }, 0.5);

  it('have the mean of their own figures, and keep each', () => {
    const { count, mean, perSet } = summariseSets([one, other]);
    expect(count).toBe(10);
    expect(perSet.map(({ rotation, metrics }) => [rotation, metrics.f1])).toEqual([
      [1, 0.8],
      [2, 0.5],
    ]);
    expect(mean.f1).toBeCloseTo(0.65, 12);
    expect(mean.accuracy).toBeCloseTo((0.8 + 0.6) / 2, 12);
    expect(mean.floorAccuracy).toBeCloseTo(0.6, 12);
    expect(mean.balancedAccuracy).toBeCloseTo((5 / 6 + 7 / 12) / 2, 12);
    expect(mean.ranking?.areaUnderRoc).toBeCloseTo((5 / 6 + 1 / 3) / 2, 12);
  });

  it('judge the order by those that have one', () => {
    const without = countPairSet(3, { scores: [0.4], same: [0] }, 0.5);
    expect(summariseSets([one, without]).mean.ranking).toEqual(one.ranking);
    expect(summariseSets([without]).mean.ranking).toBeNull();
  });

  it('are at least one', () => {
    expect(() => summariseSets([])).toThrow('Received no set of pairs; expected at least one.');
  });
});

describe('the threshold to test with', () => {
  it('is one half where nothing was held out, or only pairs of one kind', () => {
    expect(thresholdFor(null)).toEqual({ kind: 'fixed', value: 0.5 });
    expect(thresholdFor({ scores: [0.2, 0.9], same: [1, 1] })).toEqual({ kind: 'fixed', value: 0.5 });
  });

  it('gives the best F1 of "same" on the validation pairs, and says on how many', () => {
    fc.assert(
      fc.property(mixedPairs, ({ scores, truth }) => {
        const chosen = thresholdFor({ scores, same: truth });
        expect(chosen).toMatchObject({ kind: 'validation', goal: 'f1', pairs: scores.length });
        const f1Of = (threshold: number): number => metricsAtThreshold(scores, truth, threshold).f1;
        expect(f1Of(chosen.value)).toBeCloseTo(Math.max(...scores.map(f1Of)), 12);
      }),
    );
  });
});
