import type { ExperimentSpec } from '#shared/experiment/experiment';
import { DECK_ROTATIONS } from '#shared/metrics/discrimination';
import type { ClassProtocol, PairProtocol, Protocol } from '#shared/protocols/protocols';

import type { ImageSet } from '../datasets/dataset';
import type { Batch } from '../engine/engine';
import { classMatchedPairs } from './pairing/class-matched';
import { duplicatePairs } from './pairing/duplicates';
import type { LabelledPairs } from './pairing/pairs';
import { randomPermutationPairs } from './pairing/random-permutation';
import { rotationPairs } from './pairing/rotation';

/** How a finished model of this design is tested: the protocol whose figures count, and any shown beside it. */
export function protocolsOf({ protocols }: Pick<ExperimentSpec, 'protocols'>): readonly [Protocol, ...Protocol[]] {
  const [first = 'single', ...others] = protocols;
  return [first, ...others];
}

/**
 * What the network is shown under a protocol that asks for classes, in the order of the test images.
 * @param seed draws the partners of *class-matched*
 */
export function testBatch(protocol: ClassProtocol, { labels, count }: ImageSet, seed: number): Batch {
  switch (protocol) {
    case 'single':
    case 'tower-a':
    case 'tower-b':
      return { first: duplicatePairs(count).first };
    case 'duplicates':
      return duplicatePairs(count);
    case 'class-matched':
      return classMatchedPairs(labels, count, seed);
  }
}

/** Pairs of test images that are judged together. */
export interface PairSet extends LabelledPairs {
  /** By how many places the partner is further on; null where partners are drawn at random. */
  readonly rotation: number | null;
}

/**
 * What the network is shown under a protocol that asks for "same" or "different". Of a set that is too small for all ten
 * rotations, those there are.
 * @param seed draws the partners of *random-permutation*
 */
export function testPairs(protocol: PairProtocol, { labels, count }: ImageSet, seed: number): readonly PairSet[] {
  switch (protocol) {
    case 'rotations':
      return DECK_ROTATIONS.filter((rotation) => rotation < count).map((rotation) => ({
        rotation,
        ...rotationPairs(labels, count, [rotation]),
      }));
    case 'random-permutation':
      return [{ rotation: null, ...randomPermutationPairs(labels, count, seed) }];
  }
}
