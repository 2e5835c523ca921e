import { predictedCountsOf, supportOf, type ConfusionMatrix } from './confusion';

export interface ConfusionCell {
  readonly truth: number;
  readonly predicted: number;
  readonly count: number;
  /** Of the samples of the true class; 0 where there are none. */
  readonly share: number;
  /** Of the samples that were predicted so; 0 where there are none. */
  readonly columnShare: number;
}

/** The matrix with each count's share of its row and of its column: what the colour of a cell stands for. */
export function cellsOf(confusion: ConfusionMatrix): readonly (readonly ConfusionCell[])[] {
  const support = supportOf(confusion);
  const predictedCounts = predictedCountsOf(confusion);
  return confusion.map((row, truth) =>
    row.map((count, predicted) => ({
      truth,
      predicted,
      count,
      share: shareOf(count, support[truth]),
      columnShare: shareOf(count, predictedCounts[predicted]),
    })),
  );
}

const shareOf = (count: number, all = 0): number => (all === 0 ? 0 : count / all);

/** The most frequent mistakes, most frequent first. */
export function topConfusions(confusion: ConfusionMatrix, limit: number): readonly ConfusionCell[] {
  return cellsOf(confusion)
    .flat()
    .filter(({ truth, predicted, count }) => truth !== predicted && count > 0)
    .sort((one, other) => other.count - one.count)
    .slice(0, limit);
}
