import { classificationMetrics } from '../metrics/classification';
import { predictedCountsOf, supportOf, type ConfusionMatrix } from '../metrics/confusion';
import type { SeriesPoint } from './run';

/**
 * Why a network that answers as chance would has learned nothing, as far as its run tells. *few-updates*: its weights were
 * hardly moved. *one-answer*: it answers the same to everything, as after a learning rate that was too high.
 * *not-fitted*: it does not know its own training examples either. *not-general*: it knows those, and nothing of others.
 */
export type NothingCause = 'few-updates' | 'one-answer' | 'not-fitted' | 'not-general';

/** Fewer updates than this hardly move the weights. */
const FEW_UPDATES = 100;
/** One-sided 95 % of the normal distribution. */
const Z = 1.6449;

/**
 * The likely cause, where the test answers cannot be told from chance: balanced accuracy no further above 1 / classes than
 * guessing reaches in 95 of 100 tests. Null for a run that learned something.
 * @param confusion counts[truth][predicted] of the test
 * @param updates of the weights; null where nobody knows
 */
export function nothingLearned(
  confusion: ConfusionMatrix,
  series: readonly SeriesPoint[],
  updates: number | null,
): NothingCause | null {
  const supports = supportOf(confusion).filter((support) => support > 0);
  const chance = 1 / confusion.length;
  const { balancedAccuracy } = classificationMetrics(confusion);
  if (supports.length < 2 || balancedAccuracy > chance + Z * spreadOfChance(supports, chance)) return null;
  if (predictedCountsOf(confusion).filter((count) => count > 0).length === 1) {
    return updates !== null && updates < FEW_UPDATES ? 'few-updates' : 'one-answer';
  }
  const trained = series.findLast(({ split, metric }) => split === 'train' && metric === 'accuracy')?.value;
  // of pairs most are different, so that the answer "different" is right far more often than one in two
  const isFitted = trained !== undefined && confusion.length > 2 && trained > 2 * chance;
  if (isFitted) return 'not-general';
  return updates !== null && updates < FEW_UPDATES ? 'few-updates' : 'not-fitted';
}

/** Standard deviation of the mean recall of one that guesses. */
function spreadOfChance(supports: readonly number[], chance: number): number {
  const variance = supports.reduce((sum, support) => sum + (chance * (1 - chance)) / support, 0);
  return Math.sqrt(variance) / supports.length;
}
