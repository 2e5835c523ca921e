import { erfc } from './erfc';

/** With fewer test images on which one model is right and the other wrong, chi-square is no good approximation. */
const EXACT_BELOW = 25;

/** Test images by which of two models got them right. */
export interface PairedCounts {
  readonly bothRight: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly bothWrong: number;
}

export type McNemarMethod = 'exact-binomial' | 'corrected-chi-square';

export interface McNemarResult {
  readonly method: McNemarMethod;
  /** Chi-square with one degree of freedom; null where the exact test was used, which has none. */
  readonly statistic: number | null;
  /** How likely a split at least so uneven is where both models err equally often. From 0 to 1, two-sided. */
  readonly pValue: number;
}

/**
 * Counts the test images by who got them right.
 * @param truth class indices, one an image
 * @param first what the first model said of each, in the same order; `second` likewise
 * @throws RangeError where they differ in length
 */
export function pairedCounts(
  truth: ArrayLike<number>,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): PairedCounts {
  if (first.length !== truth.length || second.length !== truth.length) {
    throw new RangeError(
      `Received ${truth.length} true labels and predictions of ${first.length} and ${second.length}; expected as many of each.`,
    );
  }
  const counts = { bothRight: 0, onlyFirst: 0, onlySecond: 0, bothWrong: 0 };
  for (let image = 0; image < truth.length; image++) {
    const isFirst = first[image] === truth[image];
    const isSecond = second[image] === truth[image];
    if (isFirst) counts[isSecond ? 'bothRight' : 'onlyFirst'] += 1;
    else counts[isSecond ? 'onlySecond' : 'bothWrong'] += 1;
  }
  return counts;
}

/**
 * Whether two models that were given the same test images differ by more than chance. Only the images on which they
 * disagree count (Q. McNemar, Psychometrika 12, 1947). Below 25 of those the exact binomial probability, otherwise
 * chi-square with the continuity correction (A. L. Edwards, Psychometrika 13, 1948).
 * @throws RangeError where a count is not a whole number of 0 or more
 */
export function mcNemar({ onlyFirst, onlySecond }: Pick<PairedCounts, 'onlyFirst' | 'onlySecond'>): McNemarResult {
  for (const count of [onlyFirst, onlySecond]) {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(`Received ${count} test images; expected a whole number of 0 or more.`);
    }
  }
  const discordant = onlyFirst + onlySecond;
  if (discordant < EXACT_BELOW) {
    return {
      method: 'exact-binomial',
      statistic: null,
      pValue: exactPValue(Math.min(onlyFirst, onlySecond), discordant),
    };
  }
  // the correction moves the difference towards 0, never past it
  const statistic = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1) ** 2 / discordant;
  return { method: 'corrected-chi-square', statistic, pValue: erfc(Math.sqrt(statistic / 2)) };
}

/** Twice the probability of at most so many heads of fair coins: whole numbers over a power of two, exact in a double. */
function exactPValue(fewest: number, coins: number): number {
  let ways = 1;
  let total = 1;
  for (let heads = 1; heads <= fewest; heads++) {
    ways = (ways * (coins - heads + 1)) / heads;
    total += ways;
  }
  return Math.min(1, (2 * total) / 2 ** coins);
}
