import { classMembers } from '#shared/datasets/class-members';
import type { ValidationSpec } from '#shared/experiment/experiment';
import { LabError } from '#shared/errors/errors';

import type { ImageSet } from '../datasets/dataset';
import { createRandom, deriveSeed, permutation } from '#shared/basics/random';

/** How the training images that a design uses are divided. Both lists ascend, and they have no image in common. */
export interface Division {
  /** Learned from, and paired with one another. */
  readonly trained: Uint32Array;
  /** Kept from training, for validation; null where the test set is watched instead. */
  readonly heldOut: Uint32Array | null;
}

/**
 * Divides the images of a set that a run uses. *held-out* draws the same part of each class, to the nearest whole image,
 * and leaves every class one image at least to learn from; by a seed of its own purpose, so that the pairs, the order and
 * the initial weights of a run do not depend on it.
 * @param labels class indices of the set
 * @param used indices into the set, ascending
 * @throws LabError `invalid-spec` where no class is large enough to give an image away
 */
export function divideTraining(
  labels: ArrayLike<number>,
  used: Uint32Array,
  validation: ValidationSpec,
  seed: number,
): Division {
  if (validation.kind === 'test-set') return { trained: used, heldOut: null };
  const random = createRandom(deriveSeed(seed, 'validation/held-out'));
  const isHeldOut = new Uint8Array(used.length);
  const usedLabels = Array.from(used, (image) => labels[image] ?? -1);
  for (const members of classMembers(usedLabels, used.length)) {
    const size = Math.min(Math.round(members.length * validation.fraction), members.length - 1);
    const order = permutation(members.length, random);
    for (let place = 0; place < size; place++) isHeldOut[members[order[place] ?? 0] ?? 0] = 1;
  }
  const heldOut = used.filter((_, place) => isHeldOut[place] === 1);
  if (heldOut.length === 0) {
    throw new LabError(
      'invalid-spec',
      `Received ${validation.fraction} of ${used.length} training images to hold out, which is not one image of any class; ` +
        'expected one at least. Use more of the training set, hold out more, or validate on the test set.',
    );
  }
  return { trained: used.filter((_, place) => isHeldOut[place] === 0), heldOut };
}

/** Some images of a set as a set of their own: a copy, in the order of the indices. */
export function subsetOf({ images, labels, count }: ImageSet, indices: Uint32Array): ImageSet {
  const size = images.length / count;
  const subset = new Uint8Array(indices.length * size);
  indices.forEach((index, place) => subset.set(images.subarray(index * size, (index + 1) * size), place * size));
  return {
    images: subset,
    labels: Uint8Array.from(indices, (index) => labels[index] ?? 0),
    count: indices.length,
  };
}
