import { binaryConfusion, binaryMetrics, type BinaryConfusion, type BinaryMetrics } from './binary';

/** The rotations of the test set that the deck measures its rows D1 and D2 on. */
export const DECK_ROTATIONS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

export interface RotationMetrics {
  /** Image i is paired with image i + rotation, from the end on to the start. */
  readonly rotation: number;
  readonly metrics: BinaryMetrics;
}

/** How well a classifier tells pairs apart, when two images count as the same where it gives both the same class. */
export interface ComparedClasses {
  /** All rotations counted together. Each has as many pairs, so the accuracy is also the mean of their accuracies. */
  readonly together: BinaryMetrics;
  /** Each rotation by itself, in the order given. */
  readonly perRotation: readonly RotationMetrics[];
  /** The mixture that the deck prints: the accuracy of all rotations beside the matrix and F1 of the last. */
  readonly asInTheSlides: {
    readonly accuracy: number;
    readonly confusion: BinaryConfusion;
    readonly f1: number;
  };
}

/**
 * Compares the predicted classes of the images of each pair (i, (i + r) mod n), as the deck's rows D1 and D2 do:
 * "same" in truth where the labels are equal, "same" in answer where the predicted classes are.
 * @param labels class indices, one an image
 * @param predicted class indices, in the same order
 * @param rotations whole numbers from 1 to n − 1, at least one
 * @throws RangeError where the two differ in length or a rotation is out of that range
 */
export function compareClasses(
  labels: ArrayLike<number>,
  predicted: ArrayLike<number>,
  rotations: readonly number[] = DECK_ROTATIONS,
): ComparedClasses {
  return summariseRotations(
    rotations.map((rotation) => {
      checkRotation(rotation, labels.length);
      return { rotation, confusion: rotationConfusion(labels, predicted, rotation) };
    }),
  );
}

/** All figures that follow from the matrices of rotations. @throws RangeError where there is none */
export function summariseRotations(
  counted: readonly { readonly rotation: number; readonly confusion: BinaryConfusion }[],
): ComparedClasses {
  const perRotation = counted.map(({ rotation, confusion }): RotationMetrics => ({
    rotation,
    metrics: binaryMetrics(confusion),
  }));
  const last = perRotation.at(-1);
  if (last === undefined) throw new RangeError('Received no rotation to compare classes over; expected at least one.');
  const together = binaryMetrics(sumOf(perRotation.map(({ metrics }) => metrics.confusion)));
  return {
    together,
    perRotation,
    asInTheSlides: { accuracy: together.accuracy, confusion: last.metrics.confusion, f1: last.metrics.f1 },
  };
}

function rotationConfusion(labels: ArrayLike<number>, predicted: ArrayLike<number>, rotation: number): BinaryConfusion {
  return binaryConfusion(equalToRotated(labels, rotation), equalToRotated(predicted, rotation));
}

/** 1 where value i equals value (i + rotation) mod n, else 0. */
function equalToRotated(values: ArrayLike<number>, rotation: number): Uint8Array {
  return Uint8Array.from({ length: values.length }, (_, index) =>
    values[index] === values[(index + rotation) % values.length] ? 1 : 0,
  );
}

/** @throws RangeError where a rotation of so many images is no whole number from 1 to count − 1 */
export function checkRotation(rotation: number, count: number): void {
  if (Number.isInteger(rotation) && rotation >= 1 && rotation < count) return;
  throw new RangeError(
    `Received a rotation by ${rotation} of ${count} images; expected a whole number from 1 to ${count - 1}, ` +
      'so that no image meets itself.',
  );
}

/** All pairs of several matrices counted together. */
export function sumOf(matrices: readonly BinaryConfusion[]): BinaryConfusion {
  const total = (truth: 0 | 1, answer: 0 | 1): number =>
    matrices.reduce((sum, confusion) => sum + confusion[truth][answer], 0);
  return [
    [total(0, 0), total(0, 1)],
    [total(1, 0), total(1, 1)],
  ];
}
