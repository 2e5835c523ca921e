import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { binaryConfusion, binaryMetrics } from '#shared/metrics/binary';
import { bestThreshold, metricsAtThreshold } from '#shared/metrics/threshold';

import { anyPairs, distinctScores, mixedPairs, type ScoredPairs } from './scored-pairs';

const slowMetricsAt = ({ scores, truth }: ScoredPairs, threshold: number) =>
  binaryMetrics(
    binaryConfusion(
      truth,
      scores.map((score) => (score >= threshold ? 1 : 0)),
    ),
  );

const goal = fc.constantFrom('f1', 'balancedAccuracy');

describe('the metrics at a threshold', () => {
  it('are those of answering pair by pair, whatever the threshold', () => {
    const threshold = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -4, max: 4 }));
    fc.assert(
      fc.property(anyPairs, threshold, (pairs, at) => {
        expect(metricsAtThreshold(pairs.scores, pairs.truth, at)).toEqual(slowMetricsAt(pairs, at));
      }),
    );
  });

  it('call everything same at −∞ and nothing at ∞, and refuse NaN', () => {
    const at = (threshold: number) => metricsAtThreshold([1, 2], [0, 1], threshold).confusion;
    expect(at(Number.NEGATIVE_INFINITY)).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(at(Number.POSITIVE_INFINITY)).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(() => at(Number.NaN)).toThrow('Received NaN as the threshold');
  });
});

describe('the best threshold', () => {
  it('reaches the highest value that any threshold reaches, and its metrics are those at it', () => {
    fc.assert(
      fc.property(mixedPairs, goal, (pairs, of) => {
        const best = bestThreshold(pairs.scores, pairs.truth, of);
        if (best.kind !== 'threshold') throw new Error('expected a threshold');
        const reached = distinctScores(pairs).map((score) => slowMetricsAt(pairs, score)[of]);
        expect(best.metrics[of]).toBe(Math.max(...reached));
        expect(slowMetricsAt(pairs, best.threshold)).toEqual(best.metrics);
      }),
    );
  });

  it('lies in the middle of the gap that it uses', () => {
    expect(bestThreshold([1, 2, 4, 8], [0, 0, 1, 1], 'f1')).toMatchObject({
      threshold: 3,
      metrics: { f1: 1, accuracy: 1 },
    });
    expect(bestThreshold([2, 1], [0, 1], 'f1')).toMatchObject({ threshold: 1, metrics: { f1: 2 / 3 } });
  });

  it('still parts two scores that are neighbours among the numbers', () => {
    const higher = 1 + Number.EPSILON;
    expect(bestThreshold([1, higher], [0, 1], 'balancedAccuracy')).toMatchObject({ threshold: higher });
    expect(bestThreshold([0, Number.MIN_VALUE], [0, 1], 'f1')).toMatchObject({ threshold: Number.MIN_VALUE });
  });

  it('takes the highest of equally good thresholds', () => {
    expect(bestThreshold([4, 3, 2, 1], [1, 0, 1, 0], 'balancedAccuracy')).toMatchObject({ threshold: 3.5 });
  });

  it('is not defined, and says so by its kind, where there is one kind of pair or none', () => {
    expect(bestThreshold([1, 2], [0, 0], 'f1')).toEqual({ kind: 'one-class', positives: 0, negatives: 2 });
    expect(bestThreshold([], [], 'f1')).toEqual({ kind: 'one-class', positives: 0, negatives: 0 });
  });
});
