import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { confusionAt, scoreHistogram, sortScores } from '#shared/metrics/score-counts';
import { metricsAtThreshold } from '#shared/metrics/threshold';

const score = fc.float({ min: 0, max: 1, noNaN: true });
const aSet = fc.array(fc.tuple(score, fc.constantFrom(0, 1)), { maxLength: 30 }).map((pairs) => ({
  scores: Float32Array.from(pairs, ([value]) => value),
  same: Uint8Array.from(pairs, ([, truth]) => truth),
}));

describe('the answers at a threshold', () => {
  it('are those of asking every pair, whatever sets they come in', () => {
    fc.assert(
      fc.property(fc.array(aSet, { maxLength: 3 }), score, (sets, threshold) => {
        const scores = sets.flatMap((set) => [...set.scores]);
        const truth = sets.flatMap((set) => [...set.same]);
        expect(confusionAt(sortScores(sets), threshold)).toEqual(
          metricsAtThreshold(scores, truth, threshold).confusion,
        );
      }),
    );
  });

  it('call a pair "same" whose score is the threshold', () => {
    const sorted = sortScores([{ scores: Float32Array.of(0.5, 0.5, 0.25), same: Uint8Array.of(1, 0, 1) }]);
    expect(confusionAt(sorted, 0.5)).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });
});

describe('the histogram', () => {
  it('gives each kind shares that add up to 1, or nothing where there are no pairs', () => {
    fc.assert(
      fc.property(aSet, fc.integer({ min: 1, max: 40 }), (set, bins) => {
        const sorted = sortScores([set]);
        const { same, different } = scoreHistogram(sorted, bins);
        const sum = (shares: readonly number[]): number => shares.reduce((total, share) => total + share, 0);
        expect([same.length, different.length]).toEqual([bins, bins]);
        expect(sum(same)).toBeCloseTo(sorted.same.length === 0 ? 0 : 1, 9);
        expect(sum(different)).toBeCloseTo(sorted.different.length === 0 ? 0 : 1, 9);
      }),
    );
  });

  it('puts 0 into the first bin, 1 into the last, and an edge into the upper one', () => {
    const sorted = sortScores([{ scores: Float32Array.of(0, 0.5, 1, 0.25), same: Uint8Array.of(1, 1, 1, 1) }]);
    expect(scoreHistogram(sorted, 4).same).toEqual([0.25, 0.25, 0.25, 0.25]);
    // distances have an end of their own
    expect(scoreHistogram(sorted, 2, 2).same).toEqual([0.75, 0.25]);
  });
});
