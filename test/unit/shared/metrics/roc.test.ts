import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { rocCurve, type RocCurve } from '#shared/metrics/roc';

import { countOf, countReaching, distinctScores, mixedPairs, type ScoredPairs } from './scored-pairs';

function curveOf({ scores, truth }: ScoredPairs): RocCurve {
  const outcome = rocCurve(scores, truth);
  if (outcome.kind !== 'curve') throw new Error('expected a curve');
  return outcome;
}

/** Every "same" pair against every "different" one: 1 where it scores higher, 1/2 where equal. */
function mannWhitney({ scores, truth }: ScoredPairs): number {
  const scoresOf = (kind: 0 | 1): readonly number[] => scores.filter((_, pair) => truth[pair] === kind);
  let wins = 0;
  for (const same of scoresOf(1)) {
    for (const different of scoresOf(0)) wins += same > different ? 1 : same === different ? 0.5 : 0;
  }
  return wins / (scoresOf(1).length * scoresOf(0).length);
}

/** Walks along the curve by halving, without knowing which segment crosses. */
function slowEqualErrorRate(points: readonly { falsePositiveRate: number; truePositiveRate: number }[]): number {
  const place = (distance: number): { x: number; y: number } => {
    const index = Math.min(Math.floor(distance), points.length - 2);
    const [from, to] = [points[index], points[index + 1]];
    const part = distance - index;
    const mix = (a = Number.NaN, b = Number.NaN): number => a * (1 - part) + b * part;
    return {
      x: mix(from?.falsePositiveRate, to?.falsePositiveRate),
      y: mix(from?.truePositiveRate, to?.truePositiveRate),
    };
  };
  let [low, high] = [0, points.length - 1];
  for (let round = 0; round < 100; round++) {
    const middle = (low + high) / 2;
    const { x, y } = place(middle);
    if (1 - y > x) low = middle;
    else high = middle;
  }
  return place(high).x;
}

describe('the ROC curve', () => {
  it('has at each distinct score the rates that counting pair by pair gives', () => {
    fc.assert(
      fc.property(mixedPairs, (pairs) => {
        const rates = distinctScores(pairs).map((score) => ({
          falsePositiveRate: countReaching(pairs, 0, score) / countOf(pairs, 0),
          truePositiveRate: countReaching(pairs, 1, score) / countOf(pairs, 1),
        }));
        expect(
          curveOf(pairs).points.map(({ falsePositiveRate, truePositiveRate }) => ({
            falsePositiveRate,
            truePositiveRate,
          })),
        ).toEqual([{ falsePositiveRate: 0, truePositiveRate: 0 }, ...rates]);
      }),
    );
  });

  it('has the area that comparing every same pair with every different pair gives, ties counting half', () => {
    fc.assert(
      fc.property(mixedPairs, (pairs) => {
        expect(curveOf(pairs).areaUnderCurve).toBeCloseTo(mannWhitney(pairs), 12);
      }),
    );
  });

  it('has the equal error rate where a walk along the curve finds it', () => {
    fc.assert(
      fc.property(mixedPairs, (pairs) => {
        const { points, equalErrorRate } = curveOf(pairs);
        expect(equalErrorRate).toBeCloseTo(slowEqualErrorRate(points), 9);
      }),
    );
  });

  it('mirrors area and error rate when same and different change places, or the scores change sign', () => {
    fc.assert(
      fc.property(mixedPairs, ({ scores, truth }) => {
        const curve = curveOf({ scores, truth });
        const negated = scores.map((score) => -score);
        const exchanged = truth.map((same) => 1 - same);
        expect(curveOf({ scores: negated, truth }).areaUnderCurve).toBeCloseTo(1 - curve.areaUnderCurve, 12);
        const both = curveOf({ scores: negated, truth: exchanged });
        expect(both.areaUnderCurve).toBeCloseTo(curve.areaUnderCurve, 12);
        expect(both.equalErrorRate).toBeCloseTo(curve.equalErrorRate, 12);
      }),
    );
  });

  it('is known in the plain cases', () => {
    // sklearn.metrics.roc_auc_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) = 0.75, the example of its documentation
    expect(curveOf({ scores: [0.1, 0.4, 0.35, 0.8], truth: [0, 0, 1, 1] })).toMatchObject({
      areaUnderCurve: 0.75,
      equalErrorRate: 0.5,
    });
    expect(curveOf({ scores: [0, 1], truth: [0, 1] })).toMatchObject({ areaUnderCurve: 1, equalErrorRate: 0 });
    expect(curveOf({ scores: [1, 0], truth: [0, 1] })).toMatchObject({ areaUnderCurve: 0, equalErrorRate: 1 });
    expect(curveOf({ scores: [7, 7, 7], truth: [0, 1, 1] })).toEqual({
      kind: 'curve',
      positives: 2,
      negatives: 1,
      points: [
        { threshold: null, falsePositiveRate: 0, truePositiveRate: 0 },
        { threshold: 7, falsePositiveRate: 1, truePositiveRate: 1 },
      ],
      areaUnderCurve: 0.5,
      equalErrorRate: 0.5,
    });
  });

  it('is not defined, and says so by its kind, where there is one kind of pair or none', () => {
    expect(rocCurve([1, 2], [1, 1])).toEqual({ kind: 'one-class', positives: 2, negatives: 0 });
    expect(rocCurve([1], [0])).toEqual({ kind: 'one-class', positives: 0, negatives: 1 });
    expect(rocCurve([], [])).toEqual({ kind: 'one-class', positives: 0, negatives: 0 });
  });
});
