import { pairEach, type Pairs } from './pairs';

/**
 * Each of the first `count` images with itself. In training these are the deck's "duplicates"; in testing they are the honest
 * protocol for a siamese classifier (rows C4–C6): a caller has one image and may give it twice.
 */
export function duplicatePairs(count: number): Pairs {
  return pairEach(Uint32Array.from({ length: count }, (_, image) => image));
}
