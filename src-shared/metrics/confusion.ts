/** counts[truth][predicted], classes × classes. */
export type ConfusionMatrix = readonly (readonly number[])[];

/**
 * Counts how often each class was predicted for each true class.
 * @param truth class indices, one a sample
 * @param predicted class indices, in the same order
 * @throws RangeError where the two differ in length or an index is not a class
 */
export function confusionMatrix(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classCount: number,
): ConfusionMatrix {
  if (truth.length !== predicted.length) {
    throw new RangeError(
      `Received ${truth.length} true labels and ${predicted.length} predictions; expected as many of each.`,
    );
  }
  const counts = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  for (let sample = 0; sample < truth.length; sample++) {
    const row = counts[truth[sample] ?? -1];
    const column = predicted[sample] ?? -1;
    const count = row?.[column];
    if (row === undefined || count === undefined) {
      throw new RangeError(
        `Sample ${sample} has the true class ${truth[sample]} and the prediction ${predicted[sample]}; expected 0 to ${classCount - 1}.`,
      );
    }
    row[column] = count + 1;
  }
  return counts;
}

/** How many samples each class has: the sum of its row. */
export function supportOf(confusion: ConfusionMatrix): readonly number[] {
  return confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
}

/** How often each class was predicted: the sum of its column. */
export function predictedCountsOf(confusion: ConfusionMatrix): readonly number[] {
  return confusion.map((_, column) => confusion.reduce((sum, row) => sum + (row[column] ?? 0), 0));
}
