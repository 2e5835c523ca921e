import { aggregate, type Aggregate } from './aggregate';
import { tQuantile } from './student-t';

/** In both tails together: intervals are of 95 %. */
const LEVEL = 0.05;
/** Seeds beyond which nobody would go: a number above it would only look exact. */
export const MOST_SEEDS_ADVISED = 1_000;

/** Below it a standard deviation is nothing but rounding. */
const NO_SPREAD = 1e-12;

/** A figure of one run, by the seed that the run was made with. */
export interface SeededValue {
  readonly seed: number;
  readonly value: number;
}

/**
 * *paired*: both sides have the same seeds, so that the differences seed by seed are what varies. *welch*: two samples
 * with spreads of their own. *one-sample*: the other side is one printed value without a spread.
 */
export type DifferenceMethod = 'paired' | 'welch' | 'one-sample';

/** How far two means are apart, and how sure that is. */
export interface Difference {
  /** The mean of the first less that of the second. */
  readonly value: number;
  readonly method: DifferenceMethod;
  /** Values of the first and of the second. */
  readonly counts: readonly [number, number];
  /** Of 95 %; null where a side has one seed, or the seeds show no spread at all. */
  readonly interval: readonly [low: number, high: number] | null;
}

/** What an interval is made of. */
interface Spread {
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

/** The standard error of a mean difference that is looked at with so many seeds more on either side. */
type SpreadWith = (more: number) => Spread | null;

/**
 * The difference of two means with its interval of 95 %. Paired by seed (Student's t of the paired differences) where
 * both sides have the same seeds; otherwise Welch's, with Satterthwaite's degrees of freedom (B. L. Welch, Biometrika 34,
 * 1947; F. E. Satterthwaite, Biometrics Bulletin 2, 1946). With some seeds shared and others not it is Welch's too: a
 * paired difference would be of fewer runs than the means beside it.
 * @throws RangeError where a side is empty
 */
export function differenceOf(first: readonly SeededValue[], second: readonly SeededValue[]): Difference {
  const { value, method, spread } = analysed(first, second);
  return { value, method, counts: [first.length, second.length], interval: intervalOf(value, spread(0)) };
}

/** A mean less one printed value, with the interval of the mean: whether the value is in it is all that can be said. */
export function differenceToValue(first: Aggregate, printed: number): Difference {
  const value = first.mean - printed;
  return { value, method: 'one-sample', counts: [first.count, 1], interval: intervalOf(value, meanSpread(first)(0)) };
}

/** The interval of a mean of independent values (Student's t); null where there is one value, or no spread at all. */
export function meanInterval(values: Aggregate): Difference['interval'] {
  return intervalOf(values.mean, meanSpread(values)(0));
}

/** Whether an interval leaves zero out: only then the seeds tell the two apart. */
export function excludesZero({ interval }: Difference): boolean {
  return interval !== null && (interval[0] > 0 || interval[1] < 0);
}

/** What the seeds at hand can tell. */
export interface Resolution {
  /** A gap that is smaller cannot be told from none: the half of the interval. */
  readonly smallest: number;
  /**
   * About so many seeds more, on each side that has a spread, would tell the gap that was found, if it and the spread stay
   * as they are; 0 where it is told already, null where more than `MOST_SEEDS_ADVISED` would be needed. Without a margin:
   * with so many the chance of telling it is about one half.
   */
  readonly moreSeeds: number | null;
}

/**
 * The smallest difference that these seeds could tell from none, and how many more would tell the one they found.
 * @returns null where there is no interval
 */
export function resolutionOf(
  first: readonly SeededValue[],
  second: readonly SeededValue[] | number,
): Resolution | null {
  const { value, spread } =
    typeof second === 'number'
      ? {
          value: aggregateOf(first).mean - second,
          spread: meanSpread(aggregateOf(first)),
        }
      : analysed(first, second);
  const now = spread(0);
  if (now === null) return null;
  const smallest = halfWidth(now);
  for (let more = 0; more <= MOST_SEEDS_ADVISED; more++) {
    const then = spread(more);
    if (then !== null && halfWidth(then) < Math.abs(value)) return { smallest, moreSeeds: more };
  }
  return { smallest, moreSeeds: null };
}

function analysed(
  first: readonly SeededValue[],
  second: readonly SeededValue[],
): { readonly value: number; readonly method: 'paired' | 'welch'; readonly spread: SpreadWith } {
  const [one, other] = [first.map((each) => each.value), second.map((each) => each.value)];
  const value = aggregate(one).mean - aggregate(other).mean;
  const bySeed = new Map(second.map((each) => [each.seed, each.value]));
  const seeds = new Set(first.map(({ seed }) => seed));
  const hasSameSeeds =
    seeds.size === first.length && bySeed.size === second.length && first.length === second.length &&
    first.every(({ seed }) => bySeed.has(seed)); // prettier-ignore
  if (!hasSameSeeds) return { value, method: 'welch', spread: welchSpread(one, other) };
  return {
    value,
    method: 'paired',
    spread: meanSpread(aggregate(first.map((each) => each.value - (bySeed.get(each.seed) ?? 0)))),
  };
}

const aggregateOf = (values: readonly SeededValue[]): Aggregate => aggregate(values.map(({ value }) => value));

function meanSpread({ count, standardDeviation }: Aggregate): SpreadWith {
  if (standardDeviation === null || standardDeviation < NO_SPREAD) return () => null;
  return (more) => ({
    standardError: standardDeviation / Math.sqrt(count + more),
    degreesOfFreedom: count + more - 1,
  });
}

function welchSpread(first: readonly number[], second: readonly number[]): SpreadWith {
  const sides = [aggregate(first), aggregate(second)];
  if (sides.some(({ standardDeviation }) => standardDeviation === null)) return () => null;
  if (sides.every(({ standardDeviation }) => (standardDeviation ?? 0) < NO_SPREAD)) return () => null;
  return (more) => {
    const parts = sides.map(({ count, standardDeviation }) => ({
      variance: (standardDeviation ?? 0) ** 2 / (count + more),
      degreesOfFreedom: count + more - 1,
    }));
    const variance = parts.reduce((sum, part) => sum + part.variance, 0);
    const weight = parts.reduce((sum, part) => sum + part.variance ** 2 / part.degreesOfFreedom, 0);
    return { standardError: Math.sqrt(variance), degreesOfFreedom: variance ** 2 / weight };
  };
}

function halfWidth({ standardError, degreesOfFreedom }: Spread): number {
  return tQuantile(LEVEL, degreesOfFreedom) * standardError;
}

function intervalOf(value: number, spread: Spread | null): Difference['interval'] {
  if (spread === null) return null;
  const half = halfWidth(spread);
  return [value - half, value + half];
}
