import { createRandom, deriveSeed } from '#shared/basics/random';
import { classMembers } from '#shared/datasets/class-members';
import { drawPartners } from './class-preserving';
import { checkCount, pairEach, type Pairs } from './pairs';

/**
 * Test pairs as behind the deck's rows C10 and C11: each test image with a random test image of the same *true* class, drawn with
 * replacement. This leaks the label into the input: whoever wants to know a class cannot supply another image of it. It exists to
 * reproduce those rows, and its figures must be marked as leaking; the honest protocol is duplicatePairs.
 * @param labels class indices of the test set
 * @param count images used, the first of the set
 * @returns one pair an image, in their order
 * @throws RangeError where count is out of range
 */
export function classMatchedPairs(labels: ArrayLike<number>, count: number, seed: number): Pairs {
  checkCount(count, labels.length, 1);
  const random = createRandom(deriveSeed(seed, 'pairing/class-matched'));
  return pairEach(drawPartners(labels, count, classMembers(labels, count), 'with-replacement', random));
}
