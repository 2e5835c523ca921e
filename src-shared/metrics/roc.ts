import { scoreSteps, type OneClass } from './score-steps';

export interface RocPoint {
  /** Pairs of at least this score are called "same"; null at the first point, where none is. */
  readonly threshold: number | null;
  /** Of the pairs that are "different", the share called "same". */
  readonly falsePositiveRate: number;
  /** Of the pairs that are "same", the share called so. */
  readonly truePositiveRate: number;
}

export interface RocCurve {
  readonly kind: 'curve';
  readonly positives: number;
  readonly negatives: number;
  /** From (0, 0) to (1, 1), one a distinct score. */
  readonly points: readonly RocPoint[];
  /**
   * Area under the curve, by trapezoids: the chance that a "same" pair scores above a "different" one, ties counting
   * half (the Mann–Whitney statistic; Hanley & McNeil 1982).
   */
  readonly areaUnderCurve: number;
  /** Where both kinds of error are equally frequent: the curve, drawn with straight lines, meets TPR = 1 − FPR. */
  readonly equalErrorRate: number;
}

/**
 * The receiver operating characteristic of scores, as in T. Fawcett, "An introduction to ROC analysis" (2006).
 * @param scores one a pair, finite, higher where "same" is more likely
 * @param truth 0 (different) or 1 (same), in the same order
 * @returns `one-class` where either kind of pair is missing
 * @throws RangeError as scoreSteps does
 */
export function rocCurve(scores: ArrayLike<number>, truth: ArrayLike<number>): RocCurve | OneClass {
  const { positives, negatives, steps } = scoreSteps(scores, truth);
  if (positives === 0 || negatives === 0) return { kind: 'one-class', positives, negatives };
  // in whole and half pairs until the last division, so that no digit is lost
  let doubledArea = 0;
  let before = { truePositives: 0, falsePositives: 0 };
  for (const step of steps) {
    doubledArea += (step.falsePositives - before.falsePositives) * (step.truePositives + before.truePositives);
    before = step;
  }
  const points: readonly RocPoint[] = [
    { threshold: null, falsePositiveRate: 0, truePositiveRate: 0 },
    ...steps.map(({ threshold, truePositives, falsePositives }) => ({
      threshold,
      falsePositiveRate: falsePositives / negatives,
      truePositiveRate: truePositives / positives,
    })),
  ];
  return {
    kind: 'curve',
    positives,
    negatives,
    points,
    areaUnderCurve: doubledArea / (2 * positives * negatives),
    equalErrorRate: equalErrorRate(points),
  };
}

/** Interpolates between the two points that cross. They are unique: each step raises FPR, lowers FNR, or both. */
function equalErrorRate(points: readonly RocPoint[]): number {
  // FNR − FPR falls from 1 to −1 along the curve
  const excess = ({ falsePositiveRate, truePositiveRate }: RocPoint): number =>
    1 - truePositiveRate - falsePositiveRate;
  const crossed = points.findIndex((point) => excess(point) <= 0);
  const after = points[crossed];
  const before = points[crossed - 1];
  if (after === undefined || before === undefined) return Number.NaN;
  const share = excess(before) / (excess(before) - excess(after));
  return before.falsePositiveRate + share * (after.falsePositiveRate - before.falsePositiveRate);
}
