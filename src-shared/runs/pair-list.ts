import type { ScoredPairSet } from '../datasets/pixels';

/** One cell of a 2×2 matrix: what pairs are, and what they were called. 0 is "different", 1 is "same". */
export interface AnswerCell {
  readonly truth: 0 | 1;
  readonly called: 0 | 1;
}

/** A pair of test images with what was said of it. */
export interface AnsweredPair {
  readonly first: number;
  readonly second: number;
  /** The probability of "same". */
  readonly score: number;
}

/** The pairs of a cell, those first that the network was surest of; of equally sure ones in the order of the sets. */
export function listPairs(
  sets: readonly ScoredPairSet[],
  { truth, called }: AnswerCell,
  threshold: number,
): readonly AnsweredPair[] {
  const found: AnsweredPair[] = [];
  for (const { scores, same, second } of sets) {
    scores.forEach((score, pair) => {
      if (same[pair] !== truth || score >= threshold !== (called === 1)) return;
      found.push({ first: pair, second: second[pair] ?? pair, score });
    });
  }
  const sign = called === 1 ? -1 : 1;
  return found.sort((one, other) => sign * (one.score - other.score));
}

/** Which of a run's sets are looked at together: `all` rotations, one of them (`rotation-3`), or those with `random` partners. */
export type SetChoice = 'all' | 'random' | `rotation-${number}`;

const choiceOf = ({ rotation }: ScoredPairSet): SetChoice => (rotation === null ? 'random' : `rotation-${rotation}`);

/** What can be looked at; all rotations together first, where there are several. */
export function setChoices(sets: readonly ScoredPairSet[]): readonly SetChoice[] {
  const rotations = sets.filter(({ rotation }) => rotation !== null);
  return [...(rotations.length > 1 ? (['all'] as const) : []), ...sets.map(choiceOf)];
}

export function setsOf(sets: readonly ScoredPairSet[], choice: SetChoice): readonly ScoredPairSet[] {
  return sets.filter((set) => (choice === 'all' ? set.rotation !== null : choiceOf(set) === choice));
}
