import { binaryConfusion, binaryMetrics, type BinaryConfusion, type BinaryMetrics } from './binary';
import { precisionRecallCurve } from './precision-recall';
import { rocCurve } from './roc';
import { bestThreshold, type ThresholdGoal } from './threshold';

// How well a network tells pairs apart by its own output: a probability of "same" for each pair, and a threshold from
// which on a pair is called "same".

/** What a network said of pairs, and what they are. */
export interface ScoredPairs {
  /** Probabilities of "same", one a pair. */
  readonly scores: ArrayLike<number>;
  /** 1 (same) or 0 (different), in the same order. */
  readonly same: ArrayLike<number>;
}

/** From which probability on a pair is called "same", and what that was chosen on. */
export type UsedThreshold =
  /** One half, as it stands: nothing was held out to choose it on. */
  | { readonly kind: 'fixed'; readonly value: number }
  /** The one that served the goal best on pairs of images that were held out of training. */
  | {
      readonly kind: 'validation';
      readonly value: number;
      readonly goal: ThresholdGoal;
      /** How many pairs it was chosen on. */
      readonly pairs: number;
    };

/** Figures of the order of the scores, whatever the threshold. */
export interface RankingMetrics {
  /** The chance that a "same" pair scores above a "different" one. */
  readonly areaUnderRoc: number;
  /** Area under the precision-recall curve by steps; scores that say nothing give the share of "same" pairs. */
  readonly averagePrecision: number;
  /** Where "same" is as often missed as "different" is. */
  readonly equalErrorRate: number;
}

/** One set of pairs: each test image once as the first, with its partner. */
export interface PairSetMetrics {
  /** By how many places the partner is further on; null where partners were drawn at random. */
  readonly rotation: number | null;
  /** At the threshold. */
  readonly metrics: BinaryMetrics;
  /** Null where all pairs are of one kind, so that there is no order to judge. */
  readonly ranking: RankingMetrics | null;
}

/** What a set of pairs is known by once its scores are counted: all other figures follow from it. */
export interface PairSetCounts extends Pick<PairSetMetrics, 'rotation' | 'ranking'> {
  readonly confusion: BinaryConfusion;
}

/** Figures of several sets, each the mean of the sets' own. Counts are left out: see the sets. */
export type MeanOfSets = Omit<BinaryMetrics, 'confusion' | 'count'> & {
  /** Over the sets that have them; null where none has. */
  readonly ranking: RankingMetrics | null;
};

export interface OwnOutputMetrics {
  /** Pairs, of all sets together. */
  readonly count: number;
  readonly mean: MeanOfSets;
  /** In the order given, at least one. */
  readonly perSet: readonly PairSetMetrics[];
}

const FIXED: UsedThreshold = { kind: 'fixed', value: 0.5 };
const GOAL: ThresholdGoal = 'f1';

/**
 * The threshold to test with: the one with the best F1 of "same" on validation pairs, and one half where there are none,
 * or where they are all of one kind. Never chosen on the pairs that are tested.
 * @param validation pairs of images that were held out of training; null where nothing was held out
 * @throws RangeError as bestThreshold does
 */
export function thresholdFor(validation: ScoredPairs | null): UsedThreshold {
  if (validation === null) return FIXED;
  const { scores, same } = validation;
  const chosen = bestThreshold(scores, same, GOAL);
  if (chosen.kind === 'one-class') return FIXED;
  return { kind: 'validation', value: chosen.threshold, goal: GOAL, pairs: scores.length };
}

/**
 * Counts a set of pairs.
 * @param threshold a pair is called "same" where its score is at least this
 * @throws RangeError where scores and truths differ in number, a score is not finite, or a truth is not 0 or 1
 */
export function countPairSet(rotation: number | null, { scores, same }: ScoredPairs, threshold: number): PairSetCounts {
  const roc = rocCurve(scores, same);
  const curve = precisionRecallCurve(scores, same);
  const answers = Uint8Array.from({ length: scores.length }, (_, pair) => ((scores[pair] ?? 0) >= threshold ? 1 : 0));
  return {
    rotation,
    confusion: binaryConfusion(same, answers),
    ranking:
      roc.kind === 'one-class' || curve.kind === 'one-class'
        ? null
        : {
            areaUnderRoc: roc.areaUnderCurve,
            averagePrecision: curve.averagePrecision,
            equalErrorRate: roc.equalErrorRate,
          },
  };
}

/** All figures that follow from the counts of sets of pairs. @throws RangeError where there is no set */
export function summariseSets(sets: readonly PairSetCounts[]): OwnOutputMetrics {
  if (sets.length === 0) throw new RangeError('Received no set of pairs; expected at least one.');
  const perSet = sets.map(({ rotation, confusion, ranking }) => ({
    rotation,
    metrics: binaryMetrics(confusion),
    ranking,
  }));
  const over = (figure: (metrics: BinaryMetrics) => number): number =>
    meanOf(perSet.map(({ metrics }) => figure(metrics)));
  const rankings = perSet.flatMap(({ ranking }) => ranking ?? []);
  return {
    count: perSet.reduce((sum, { metrics }) => sum + metrics.count, 0),
    mean: {
      accuracy: over(({ accuracy }) => accuracy),
      precision: over(({ precision }) => precision),
      recall: over(({ recall }) => recall),
      f1: over(({ f1 }) => f1),
      balancedAccuracy: over(({ balancedAccuracy }) => balancedAccuracy),
      floorAccuracy: over(({ floorAccuracy }) => floorAccuracy),
      ranking:
        rankings.length === 0
          ? null
          : {
              areaUnderRoc: meanOf(rankings.map(({ areaUnderRoc }) => areaUnderRoc)),
              averagePrecision: meanOf(rankings.map(({ averagePrecision }) => averagePrecision)),
              equalErrorRate: meanOf(rankings.map(({ equalErrorRate }) => equalErrorRate)),
            },
    },
    perSet,
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
