import { createRandom, deriveSeed, permutation, type Random } from '#shared/basics/random';
import { classMembers } from '#shared/datasets/class-members';
import { duplicatePairs } from './duplicates';
import { checkCount, joinPairs, pairEach, type Pairs } from './pairs';

/**
 * How an image gets a partner of its own class. *with-replacement*: any image of the class, each time anew, as in the deck's
 * notebooks; some images become a partner several times and some never. *permutation*: the class is shuffled, so that each
 * image is a partner exactly once. Either way an image can meet itself, with a chance of one in the size of its class.
 */
export type PartnerDraw = 'with-replacement' | 'permutation';

export interface ClassPreservingOptions {
  /** Paired copies of the training set, beyond the duplicates. */
  readonly permutations: number;
  readonly draw: PartnerDraw;
}

/**
 * Training pairs for siamese classification: the duplicates (i, i), then so many sets in which each image has a random
 * partner of its own class. Every set is in the order of the images, so pair k has first[k] = k mod count, and the
 * class that both share is labels[first[k]]. With the same seed, more permutations only add sets at the end.
 * @param labels class indices of the training set
 * @param count images used, the first of the set
 * @param seed give the same one each epoch to keep the pairs, or one derived from the epoch to draw them anew
 * @returns count × (1 + permutations) pairs
 * @throws RangeError where count or permutations is out of range
 */
export function classificationPairs(
  labels: ArrayLike<number>,
  count: number,
  { permutations, draw }: ClassPreservingOptions,
  seed: number,
): Pairs {
  checkCount(count, labels.length, 1);
  if (!Number.isInteger(permutations) || permutations < 0) {
    throw new RangeError(`Received ${permutations} permutations; expected a whole number, 0 or more.`);
  }
  const members = classMembers(labels, count);
  const sets = Array.from({ length: permutations }, (_, set) => {
    const random = createRandom(deriveSeed(seed, `pairing/permutation ${set + 1}`));
    return pairEach(drawPartners(labels, count, members, draw, random));
  });
  return joinPairs([duplicatePairs(count), ...sets]);
}

/**
 * A partner of its own class for each of the first `count` images.
 * @param members the images of each class among them
 */
export function drawPartners(
  labels: ArrayLike<number>,
  count: number,
  members: readonly Uint32Array[],
  draw: PartnerDraw,
  random: Random,
): Uint32Array {
  const partners = new Uint32Array(count);
  switch (draw) {
    case 'with-replacement':
      for (let image = 0; image < count; image++) {
        const ofClass = members[labels[image] ?? -1];
        partners[image] = ofClass?.[random.integer(ofClass.length)] ?? image;
      }
      return partners;
    case 'permutation':
      for (const ofClass of members) {
        const order = permutation(ofClass.length, random);
        ofClass.forEach((image, place) => {
          partners[image] = ofClass[order[place] ?? place] ?? image;
        });
      }
      return partners;
  }
}
