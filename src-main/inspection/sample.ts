import type { SamplePage, SampleQuery } from '#shared/contract/inspection';

import { createRandom, deriveSeed, permutation } from '#shared/basics/random';

/** One page of the images of a set: those of one class or all, in the order of the file or shuffled by seed. */
export function samplePage(
  labels: Uint8Array,
  { classIndex, seed, offset, limit }: Pick<SampleQuery, 'classIndex' | 'seed' | 'offset' | 'limit'>,
): SamplePage {
  const order =
    seed === null
      ? Uint32Array.from(labels, (_, index) => index)
      : permutation(labels.length, createRandom(deriveSeed(seed, 'sample')));
  // shuffled before it is filtered: an image keeps its place among those of its class
  const chosen = classIndex === null ? order : order.filter((index) => labels[index] === classIndex);
  return { indices: [...chosen.subarray(offset, offset + limit)], total: chosen.length };
}
