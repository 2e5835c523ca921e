import fc from 'fast-check';

export interface ScoredPairs {
  readonly scores: readonly number[];
  readonly truth: readonly number[];
}

/** Any pairs with scores of which many are equal, some negative; perhaps of one kind only, perhaps none. */
export const anyPairs: fc.Arbitrary<ScoredPairs> = fc
  .array(fc.tuple(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -3, max: 3, noNaN: true })), fc.nat(1)), {
    maxLength: 40,
  })
  .map((pairs) => ({ scores: pairs.map(([score]) => score), truth: pairs.map(([, same]) => same) }));

/** The same with both kinds of pair. */
export const mixedPairs: fc.Arbitrary<ScoredPairs> = anyPairs.filter(
  ({ truth }) => truth.includes(0) && truth.includes(1),
);

/** The definition read aloud: how often a pair of this truth reaches the threshold. */
export function countReaching({ scores, truth }: ScoredPairs, kind: 0 | 1, threshold: number): number {
  return scores.filter((score, pair) => truth[pair] === kind && score >= threshold).length;
}

export function countOf({ truth }: ScoredPairs, kind: 0 | 1): number {
  return truth.filter((same) => same === kind).length;
}

/** The scores that occur, each once, from high to low. */
export function distinctScores({ scores }: ScoredPairs): readonly number[] {
  return scores
    .filter((score, pair) => scores.findIndex((other) => other === score) === pair)
    .toSorted((a, b) => b - a);
}
