import type { ExperimentSpec } from '#shared/experiment';
import type { Protocol } from '#shared/run';

import type { ImageSet } from '../datasets/dataset';
import type { Batch } from '../engine/engine';
import { classMatchedPairs } from './pairing/class-matched';
import { duplicatePairs } from './pairing/duplicates';

/** How a finished model of this design is tested: the protocol whose figures count, and any shown beside it. */
export function protocolsOf({ protocols }: Pick<ExperimentSpec, 'protocols'>): readonly [Protocol, ...Protocol[]] {
  const [first = 'single', ...others] = protocols.filter((protocol) => !['tower-a', 'tower-b'].includes(protocol));
  return [first, ...others];
}

/**
 * What the network is shown under a protocol, in the order of the test images.
 * @param seed draws the partners of *class-matched*
 */
export function testBatch(protocol: Protocol, { labels, count }: ImageSet, seed: number): Batch {
  switch (protocol) {
    case 'single':
      return { first: duplicatePairs(count).first };
    case 'duplicates':
      return duplicatePairs(count);
    case 'class-matched':
      return classMatchedPairs(labels, count, seed);
    case 'tower-a':
    case 'tower-b':
    case 'rotations':
    case 'random-permutation':
      throw new Error(`The protocol ${protocol} shows no single batch.`);
  }
}
