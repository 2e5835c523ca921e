/**
 * What every threshold on a score would answer, counted once: the ROC curve, the precision-recall curve and the
 * choice of a threshold all read it. A higher score means "more likely the same".
 */

/** The counts at one threshold: a pair is called "same" where its score is at least the threshold. */
export interface ScoreStep {
  /** A score that occurs. Pairs of equal score cannot be told apart, so they share one step (Fawcett 2006, section 5). */
  readonly threshold: number;
  /** Pairs called "same" that are. */
  readonly truePositives: number;
  /** Pairs called "same" that are not. */
  readonly falsePositives: number;
}

export interface ScoreSteps {
  /** Pairs that are "same". */
  readonly positives: number;
  /** Pairs that are "different". */
  readonly negatives: number;
  /** From the strictest threshold to the one that calls every pair "same". */
  readonly steps: readonly ScoreStep[];
}

/** Only one kind of pair, or none at all: nothing was to be told apart, so no curve is defined. An outcome, not an error. */
export interface OneClass {
  readonly kind: 'one-class';
  readonly positives: number;
  readonly negatives: number;
}

/**
 * Sorts pairs by score and counts, in O(n log n).
 * @param scores one a pair, finite, higher where "same" is more likely (a distance goes in negated)
 * @param truth 0 (different) or 1 (same), in the same order
 * @throws RangeError where the two differ in length, a score is not finite, or a truth is not 0 or 1
 */
export function scoreSteps(scores: ArrayLike<number>, truth: ArrayLike<number>): ScoreSteps {
  const positives = countPositives(scores, truth);
  const values = Float64Array.from(scores);
  const order = Uint32Array.from(values, (_, pair) => pair).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
  const steps: ScoreStep[] = [];
  let truePositives = 0;
  order.forEach((pair, rank) => {
    truePositives += truth[pair] ?? 0;
    const threshold = values[pair] ?? 0;
    const next = order[rank + 1];
    // a step ends with the last pair of its score
    if (next !== undefined && values[next] === threshold) return;
    steps.push({ threshold, truePositives, falsePositives: rank + 1 - truePositives });
  });
  return { positives, negatives: values.length - positives, steps };
}

function countPositives(scores: ArrayLike<number>, truth: ArrayLike<number>): number {
  if (scores.length !== truth.length) {
    throw new RangeError(`Received ${scores.length} scores and ${truth.length} truths; expected as many of each.`);
  }
  let positives = 0;
  for (let pair = 0; pair < scores.length; pair++) {
    const same = truth[pair];
    if (!Number.isFinite(scores[pair])) {
      throw new RangeError(`Pair ${pair} has the score ${scores[pair]}; expected a finite number.`);
    }
    if (same !== 0 && same !== 1) {
      throw new RangeError(`Pair ${pair} has the truth ${same}; expected 0 for different or 1 for same.`);
    }
    positives += same;
  }
  return positives;
}
