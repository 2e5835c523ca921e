import { createRandom, deriveSeed } from '#shared/basics/random';
import { checkCount, labelPairs, pairEach, type LabelledPairs } from './pairs';

/**
 * Pairs for discrimination (i, π(i)), where π is one random cycle through all images (Sattolo 1986). So each image is first once and
 * second once, every other image is equally likely as its partner, and none meets itself: a self pair would be a "same" at
 * distance 0 that teaches nothing.
 * @param labels class indices
 * @param count images used, the first of the set; at least 2
 * @returns count pairs
 * @throws RangeError where count is out of range
 */
export function randomPermutationPairs(labels: ArrayLike<number>, count: number, seed: number): LabelledPairs {
  checkCount(count, labels.length, 2);
  const random = createRandom(deriveSeed(seed, 'pairing/random permutation'));
  const partners = Uint32Array.from({ length: count }, (_, image) => image);
  for (let last = count - 1; last > 0; last--) {
    // Fisher & Yates would allow `last` itself; leaving it out makes the permutation one cycle
    const other = random.integer(last);
    const kept = partners[last] ?? 0;
    partners[last] = partners[other] ?? 0;
    partners[other] = kept;
  }
  return labelPairs(pairEach(partners), labels);
}
