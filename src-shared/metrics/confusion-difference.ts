import { supportOf, type ConfusionMatrix } from './confusion';

/** One cell of two matrices that were counted on the same test images. */
export interface DifferenceCell {
  readonly truth: number;
  readonly predicted: number;
  readonly first: number;
  readonly second: number;
  /** first − second, in test images. */
  readonly count: number;
  /** The same as a share of the test images of the true class, from −1 to 1; 0 where there are none. */
  readonly share: number;
}

/**
 * first − second, cell by cell.
 * @throws RangeError where they differ in classes, or in how many test images a class has: then they are not of the same test
 */
export function confusionDifference(
  first: ConfusionMatrix,
  second: ConfusionMatrix,
): readonly (readonly DifferenceCell[])[] {
  const [support, other] = [supportOf(first), supportOf(second)];
  if (support.length !== other.length || support.some((samples, truth) => samples !== other[truth])) {
    throw new RangeError(
      `Received matrices with ${support.join(', ')} and ${other.join(', ')} test images by class; expected the same test images.`,
    );
  }
  return first.map((row, truth) =>
    row.map((count, predicted) => {
      const subtracted = second[truth]?.[predicted] ?? 0;
      const samples = support[truth] ?? 0;
      return {
        truth,
        predicted,
        first: count,
        second: subtracted,
        count: count - subtracted,
        share: samples === 0 ? 0 : (count - subtracted) / samples,
      };
    }),
  );
}
