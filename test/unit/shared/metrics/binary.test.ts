import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { binaryConfusion, binaryMetrics, floorAccuracy } from '#shared/metrics/binary';

const answers = fc.array(fc.tuple(fc.nat(1), fc.nat(1)), { maxLength: 60 });

describe('the metrics of answers about pairs', () => {
  it('agree with the definitions applied pair by pair', () => {
    fc.assert(
      fc.property(answers, (pairs) => {
        const countOf = (truth: number, said: number): number =>
          pairs.filter((pair) => pair[0] === truth && pair[1] === said).length;
        const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
        const [hits, misses, alarms, rejections] = [countOf(1, 1), countOf(1, 0), countOf(0, 1), countOf(0, 0)];
        const recalls = [
          ...(hits + misses > 0 ? [hits / (hits + misses)] : []),
          ...(alarms + rejections > 0 ? [rejections / (alarms + rejections)] : []),
        ];
        const metrics = binaryMetrics(
          binaryConfusion(
            pairs.map(([truth]) => truth),
            pairs.map(([, said]) => said),
          ),
        );
        expect(metrics.confusion).toEqual([
          [rejections, alarms],
          [misses, hits],
        ]);
        expect(metrics.count).toBe(pairs.length);
        expect(metrics.accuracy).toBeCloseTo(share(hits + rejections, pairs.length), 12);
        expect(metrics.precision).toBeCloseTo(share(hits, hits + alarms), 12);
        expect(metrics.recall).toBeCloseTo(share(hits, hits + misses), 12);
        expect(metrics.f1).toBeCloseTo(share(2 * hits, 2 * hits + alarms + misses), 12);
        expect(metrics.balancedAccuracy).toBeCloseTo(
          share(
            recalls.reduce((sum, recall) => sum + recall, 0),
            recalls.length,
          ),
          12,
        );
        expect(metrics.floorAccuracy).toBe(floorAccuracy(pairs.map(([truth]) => truth)));
      }),
    );
  });

  it('show what always answering "different" is worth: accuracy at the floor, F1 0, balanced accuracy 1/2', () => {
    const truth = [...new Array<number>(9008).fill(0), ...new Array<number>(992).fill(1)];
    expect(floorAccuracy(truth)).toBe(0.9008);
    expect(binaryMetrics(binaryConfusion(truth, new Uint8Array(10_000)))).toMatchObject({
      accuracy: 0.9008,
      floorAccuracy: 0.9008,
      f1: 0,
      balancedAccuracy: 0.5,
    });
  });

  it('are 0 without pairs', () => {
    expect(binaryMetrics(binaryConfusion([], []))).toMatchObject({ count: 0, accuracy: 0, f1: 0, floorAccuracy: 0 });
    expect(floorAccuracy([])).toBe(0);
  });

  it('refuse a matrix that is not 2×2, and answers other than 0 and 1', () => {
    expect(() => binaryMetrics([[1]])).toThrow('Received a confusion matrix with rows of 1; expected 2×2');
    expect(() => binaryMetrics([])).toThrow('rows of nothing; expected 2×2');
    expect(() => binaryMetrics([[1, 2, 0], [3, 4, 0], []])).toThrow('rows of 3, 3, 0; expected 2×2');
    expect(() => binaryConfusion([0, 2], [0, 1])).toThrow('Sample 1 has the true class 2');
    expect(() => floorAccuracy([0, 0.5])).toThrow('Sample 1 has the true class 0.5');
  });
});
