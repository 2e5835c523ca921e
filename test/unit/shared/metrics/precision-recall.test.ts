import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { precisionRecallCurve, type PrecisionRecallCurve } from '#shared/metrics/precision-recall';

import { countOf, countReaching, distinctScores, mixedPairs, type ScoredPairs } from './scored-pairs';

function curveOf({ scores, truth }: ScoredPairs): PrecisionRecallCurve {
  const outcome = precisionRecallCurve(scores, truth);
  if (outcome.kind !== 'curve') throw new Error('expected a curve');
  return outcome;
}

describe('the precision-recall curve', () => {
  it('has at each distinct score the precision and recall that counting pair by pair gives', () => {
    fc.assert(
      fc.property(mixedPairs, (pairs) => {
        const { points } = curveOf(pairs);
        const slow = distinctScores(pairs).map((score) => {
          const hits = countReaching(pairs, 1, score);
          return { precision: hits / (hits + countReaching(pairs, 0, score)), recall: hits / countOf(pairs, 1) };
        });
        expect(points.map(({ precision, recall }) => ({ precision, recall }))).toEqual(slow);
        expect(points.at(-1)?.recall).toBe(1);
      }),
    );
  });

  it('has the average precision of walking from same pair to same pair', () => {
    fc.assert(
      fc.property(mixedPairs, (pairs) => {
        // each "same" pair adds the precision at its own score, ties seen together
        const ofSame = pairs.scores.filter((_, pair) => pairs.truth[pair] === 1);
        const precisions = ofSame.map((score) => {
          const hits = countReaching(pairs, 1, score);
          return hits / (hits + countReaching(pairs, 0, score));
        });
        const mean = precisions.reduce((sum, precision) => sum + precision, 0) / ofSame.length;
        expect(curveOf(pairs).averagePrecision).toBeCloseTo(mean, 12);
      }),
    );
  });

  it('is known in the plain cases', () => {
    // sklearn.metrics.average_precision_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) = 0.83…, the example of its documentation
    const known = curveOf({ scores: [0.1, 0.4, 0.35, 0.8], truth: [0, 0, 1, 1] });
    expect(known.averagePrecision).toBeCloseTo(5 / 6, 12);
    expect(curveOf({ scores: [3, 3, 3, 3], truth: [0, 1, 0, 0] }).averagePrecision).toBe(0.25);
    expect(curveOf({ scores: [2, 1], truth: [1, 0] }).averagePrecision).toBe(1);
  });

  it('is not defined, and says so by its kind, where there is one kind of pair or none', () => {
    expect(precisionRecallCurve([1, 2], [1, 1])).toEqual({ kind: 'one-class', positives: 2, negatives: 0 });
    expect(precisionRecallCurve([], [])).toEqual({ kind: 'one-class', positives: 0, negatives: 0 });
    expect(() => precisionRecallCurve([Number.NaN], [1])).toThrow('Pair 0 has the score NaN');
  });
});
