import { checkRotation } from '#shared/metrics/discrimination';

import { checkCount, joinPairs, labelPairs, pairEach, type LabelledPairs } from './pairs';

/**
 * Pairs for discrimination as in the deck: image i with image (i + r) mod count, one set a rotation r, in the order given.
 * On a set of ten equally frequent classes in random order about one pair in ten is "same". No image meets itself.
 * @param labels class indices
 * @param count images used, the first of the set
 * @param rotations whole numbers from 1 to count − 1
 * @returns count × rotations.length pairs
 * @throws RangeError where count or a rotation is out of range
 */
export function rotationPairs(labels: ArrayLike<number>, count: number, rotations: readonly number[]): LabelledPairs {
  checkCount(count, labels.length, 2);
  const sets = rotations.map((rotation) => {
    checkRotation(rotation, count);
    return pairEach(Uint32Array.from({ length: count }, (_, image) => (image + rotation) % count));
  });
  return labelPairs(joinPairs(sets), labels);
}
