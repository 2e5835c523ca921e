import { scoreSteps, type OneClass } from './score-steps';

export interface PrecisionRecallPoint {
  /** Pairs of at least this score are called "same". */
  readonly threshold: number;
  /** Of the pairs called "same", the share that is. */
  readonly precision: number;
  /** Of the pairs that are "same", the share called so. */
  readonly recall: number;
}

export interface PrecisionRecallCurve {
  readonly kind: 'curve';
  readonly positives: number;
  readonly negatives: number;
  /** From the strictest threshold to recall 1, one a distinct score. */
  readonly points: readonly PrecisionRecallPoint[];
  /**
   * Σ (Rₙ − Rₙ₋₁) · Pₙ over the points, R₀ = 0: a sum of steps, as scikit-learn's average_precision_score. Not the area
   * by trapezoids, which flatters: precision does not run straight between two points (Davis & Goadrich 2006).
   * Scores that say nothing give about the share of "same" pairs.
   */
  readonly averagePrecision: number;
}

/**
 * Precision and recall of "same" at every threshold.
 * @param scores one a pair, finite, higher where "same" is more likely
 * @param truth 0 (different) or 1 (same), in the same order
 * @returns `one-class` where either kind of pair is missing
 * @throws RangeError as scoreSteps does
 */
export function precisionRecallCurve(
  scores: ArrayLike<number>,
  truth: ArrayLike<number>,
): PrecisionRecallCurve | OneClass {
  const { positives, negatives, steps } = scoreSteps(scores, truth);
  if (positives === 0 || negatives === 0) return { kind: 'one-class', positives, negatives };
  const points = steps.map(({ threshold, truePositives, falsePositives }): PrecisionRecallPoint => ({
    threshold,
    precision: truePositives / (truePositives + falsePositives),
    recall: truePositives / positives,
  }));
  const averagePrecision = points.reduce(
    (sum, { precision, recall }, index) => sum + (recall - (points[index - 1]?.recall ?? 0)) * precision,
    0,
  );
  return { kind: 'curve', positives, negatives, points, averagePrecision };
}
