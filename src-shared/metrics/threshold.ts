import { binaryMetrics, type BinaryMetrics } from './binary';
import { scoreSteps, type OneClass, type ScoreStep, type ScoreSteps } from './score-steps';

/** What a threshold can be chosen to make as large as possible. */
export type ThresholdGoal = 'f1' | 'balancedAccuracy';

export interface ChosenThreshold {
  readonly kind: 'threshold';
  /** A pair is called "same" where its score is at least this. */
  readonly threshold: number;
  /** On the scores that it was chosen on: too kind to be reported as the result of a test. */
  readonly metrics: BinaryMetrics;
}

/**
 * The figures of calling "same" every pair whose score is at least the threshold.
 * @param scores one a pair, finite, higher where "same" is more likely
 * @param truth 0 (different) or 1 (same), in the same order
 * @throws RangeError where the threshold is NaN, and as scoreSteps does
 */
export function metricsAtThreshold(
  scores: ArrayLike<number>,
  truth: ArrayLike<number>,
  threshold: number,
): BinaryMetrics {
  if (Number.isNaN(threshold)) throw new RangeError('Received NaN as the threshold; expected a number.');
  const all = scoreSteps(scores, truth);
  return metricsOf(
    all,
    all.steps.findLast((step) => step.threshold >= threshold),
  );
}

/**
 * The threshold that serves a goal best on the given scores: choose it on validation pairs, then test with it fixed.
 * It lies half-way between the lowest score called "same" and the next lower one, since nothing between them was
 * seen; where every pair is called "same" it is the lowest score. Of equally good thresholds, the highest.
 * @param scores one a pair, finite, higher where "same" is more likely
 * @param truth 0 (different) or 1 (same), in the same order
 * @returns `one-class` where either kind of pair is missing
 * @throws RangeError as scoreSteps does
 */
export function bestThreshold(
  scores: ArrayLike<number>,
  truth: ArrayLike<number>,
  goal: ThresholdGoal,
): ChosenThreshold | OneClass {
  const all = scoreSteps(scores, truth);
  const { positives, negatives, steps } = all;
  if (positives === 0 || negatives === 0) return { kind: 'one-class', positives, negatives };
  // calling nothing "same" is no candidate: F1 0, balanced accuracy 1/2, and calling everything "same" is as good
  const best = steps.reduce(
    (chosen: { readonly value: number; readonly index: number }, step, index) => {
      const value = metricsOf(all, step)[goal];
      return value > chosen.value ? { value, index } : chosen;
    },
    { value: -1, index: 0 },
  );
  return {
    kind: 'threshold',
    threshold: between(steps[best.index + 1]?.threshold, steps[best.index]?.threshold ?? Number.NaN),
    metrics: metricsOf(all, steps[best.index]),
  };
}

/** Without a step, no pair is called "same". */
function metricsOf({ positives, negatives }: ScoreSteps, step: ScoreStep | undefined): BinaryMetrics {
  const { truePositives, falsePositives } = step ?? { truePositives: 0, falsePositives: 0 };
  return binaryMetrics([
    [negatives - falsePositives, falsePositives],
    [positives - truePositives, truePositives],
  ]);
}

/** The middle of two scores, or the higher one where rounding leaves nothing between them. */
function between(lower: number | undefined, higher: number): number {
  if (lower === undefined) return higher;
  const middle = lower / 2 + higher / 2;
  return middle > lower && middle <= higher ? middle : higher;
}
