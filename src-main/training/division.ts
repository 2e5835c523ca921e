import type { ValidationSpec } from '#shared/experiment/experiment';
import { LabError } from '#shared/errors/errors';

import type { ImageSet } from '../datasets/dataset';
import { classMembers } from './pairing/class-members';
import { createRandom, deriveSeed, permutation } from '#shared/basics/random';

/** How the training images that a design uses are divided. Both lists ascend, and they have no image in common. */
export interface Division {
  /** Learned from, and paired with one another. */
  readonly trained: Uint32Array;
  /** Kept from training, for validation; null where the test set is watched instead. */
  readonly heldOut: Uint32Array | null;
}

/**
 * Divides the first `count` images of a set. *held-out* draws the same part of each class, to the nearest whole image,
 * and leaves every class one image at least to learn from; by a seed of its own purpose, so that the pairs, the order and
 * the initial weights of a run do not depend on it.
 * @param labels class indices of the set
 * @throws LabError `invalid-spec` where no class is large enough to give an image away
 */
export function divideTraining(
  labels: ArrayLike<number>,
  count: number,
  validation: ValidationSpec,
  seed: number,
): Division {
  const all = Uint32Array.from({ length: count }, (_, image) => image);
  if (validation.kind === 'test-set') return { trained: all, heldOut: null };
  const random = createRandom(deriveSeed(seed, 'validation/held-out'));
  const isHeldOut = new Uint8Array(count);
  for (const members of classMembers(labels, count)) {
    const size = Math.min(Math.round(members.length * validation.fraction), members.length - 1);
    const order = permutation(members.length, random);
    for (let place = 0; place < size; place++) isHeldOut[members[order[place] ?? 0] ?? 0] = 1;
  }
  const heldOut = all.filter((image) => isHeldOut[image] === 1);
  if (heldOut.length === 0) {
    throw new LabError(
      'invalid-spec',
      `Received ${validation.fraction} of ${count} training images to hold out, which is not one image of any class; ` +
        'expected one at least. Use more of the training set, hold out more, or validate on the test set.',
    );
  }
  return { trained: all.filter((image) => isHeldOut[image] === 0), heldOut };
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
