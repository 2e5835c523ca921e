import type { BinaryConfusion } from './binary';

/**
 * What a network said of pairs, in an order in which every threshold is answered at once: for a threshold that somebody
 * drags, over a hundred thousand pairs.
 */
export interface SortedScores {
  /** Probabilities of "same" of the pairs that are, ascending. */
  readonly same: Float32Array;
  /** Of those that are not, ascending. */
  readonly different: Float32Array;
}

interface Scored {
  /** Probabilities of "same", one a pair. */
  readonly scores: Float32Array;
  /** 1 (same) or 0 (different), in the same order. */
  readonly same: Uint8Array;
}

/** Sorts the pairs of any number of sets together. */
export function sortScores(sets: readonly Scored[]): SortedScores {
  const of = (truth: number): Float32Array =>
    Float32Array.from(sets.flatMap(({ scores, same }) => [...scores.filter((_, pair) => same[pair] === truth)])).sort();
  return { same: of(1), different: of(0) };
}

/** The answers where a pair is called "same" from a score of the threshold on. */
export function confusionAt({ same, different }: SortedScores, threshold: number): BinaryConfusion {
  const [missed, kept] = [countBelow(same, threshold), countBelow(different, threshold)];
  return [
    [kept, different.length - kept],
    [missed, same.length - missed],
  ];
}

/** How many of ascending values are below one. */
function countBelow(values: Float32Array, limit: number): number {
  let [from, to] = [0, values.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((values[middle] ?? 0) < limit) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * Of the pairs of each kind, the share whose value lies in each of equally wide bins from 0 to an end; what is at the end
 * is in the last.
 * @param end 1 for scores, the largest for distances
 */
export function scoreHistogram(
  sorted: SortedScores,
  bins: number,
  end = 1,
): { readonly same: readonly number[]; readonly different: readonly number[] } {
  const shares = (values: Float32Array): readonly number[] => {
    const counts = new Array<number>(bins).fill(0);
    for (const value of values) {
      const bin = Math.min(bins - 1, Math.max(0, Math.floor((value / end) * bins)));
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return counts.map((count) => (values.length === 0 ? 0 : count / values.length));
  };
  return { same: shares(sorted.same), different: shares(sorted.different) };
}
