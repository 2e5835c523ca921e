import { classificationMetrics } from './classification';
import { confusionMatrix, type ConfusionMatrix } from './confusion';

/** The two answers about a pair, in the order of every 2×2 matrix of the lab: 0 is "different", 1 is "same". */
export const PAIR_ANSWERS = ['different', 'same'] as const;
export type PairAnswer = (typeof PAIR_ANSWERS)[number];

/** counts[truth][predicted], both in the order [different, same]. */
export type BinaryConfusion = readonly [
  different: readonly [different: number, same: number],
  same: readonly [different: number, same: number],
];

export interface BinaryMetrics {
  /** Pairs. */
  readonly count: number;
  readonly accuracy: number;
  /** Of the pairs called "same", the share that is. 0 where none was. */
  readonly precision: number;
  /** Of the pairs that are "same", the share that was called so. 0 where there are none. */
  readonly recall: number;
  /** Of "same": the harmonic mean of the two; 0 where both are 0. */
  readonly f1: number;
  /** Mean of the recalls of "different" and "same"; where one of them has no pairs, the recall of the other. */
  readonly balancedAccuracy: number;
  /** What always answering "different" would score: the accuracy that an answer has to beat. */
  readonly floorAccuracy: number;
  readonly confusion: BinaryConfusion;
}

/**
 * All figures that follow from a 2×2 confusion matrix. Undefined ratios (0 / 0) count as 0, as in scikit-learn.
 * @param confusion counts[truth][predicted], [different, same] both ways
 * @throws RangeError where the matrix is not 2×2
 */
export function binaryMetrics(confusion: ConfusionMatrix): BinaryMetrics {
  const binary = asBinary(confusion);
  const { count, accuracy, balancedAccuracy, perClass } = classificationMetrics(binary);
  const [different, same] = perClass;
  return {
    count,
    accuracy,
    precision: same?.precision ?? 0,
    recall: same?.recall ?? 0,
    f1: same?.f1 ?? 0,
    balancedAccuracy,
    floorAccuracy: count === 0 ? 0 : (different?.support ?? 0) / count,
    confusion: binary,
  };
}

/**
 * Counts the answers about pairs.
 * @param truth 0 (different) or 1 (same), one a pair
 * @param predicted the answers, in the same order
 * @throws RangeError where the two differ in length or hold anything but 0 and 1
 */
export function binaryConfusion(truth: ArrayLike<number>, predicted: ArrayLike<number>): BinaryConfusion {
  return asBinary(confusionMatrix(truth, predicted, PAIR_ANSWERS.length));
}

/**
 * The accuracy of always answering "different": 0.9008 for rotations 1 and 10 of CIFAR-10's test set.
 * @param truth 0 (different) or 1 (same), one a pair; 0 where there are no pairs
 * @throws RangeError where it holds anything but 0 and 1
 */
export function floorAccuracy(truth: ArrayLike<number>): number {
  return binaryMetrics(binaryConfusion(truth, new Uint8Array(truth.length))).accuracy;
}

function asBinary(confusion: ConfusionMatrix): BinaryConfusion {
  const [different = [], same = []] = confusion;
  const [differentKept, differentMissed] = different;
  const [sameMissed, sameKept] = same;
  if (
    differentKept === undefined ||
    differentMissed === undefined ||
    sameMissed === undefined ||
    sameKept === undefined ||
    confusion.length !== 2 ||
    different.length !== 2 ||
    same.length !== 2
  ) {
    throw new RangeError(
      `Received a confusion matrix with rows of ${confusion.map((row) => row.length).join(', ') || 'nothing'}; ` +
        'expected 2×2, in the order different, same.',
    );
  }
  return [
    [differentKept, differentMissed],
    [sameMissed, sameKept],
  ];
}
