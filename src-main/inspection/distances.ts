import { DECK_ROTATIONS } from '#shared/metrics/discrimination';
import type { PairDistances } from '#shared/contract/inspection';

import type { Control } from './control';
import { embedTestSet, type Embedding } from './embedding';
import type { HeldNetwork } from './held-network';

/**
 * How far apart the features of test images are, pair by pair: the pairs of the deck's rotations, the same that a
 * network which tells “same” from “different” is tested on. The first image goes through the first tower, the second
 * through the second; a network of one tower has it for both.
 * @returns euclidean distances, each kind ascending
 * @throws the signal's reason
 */
export async function pairDistances(
  held: Pick<HeldNetwork, 'network' | 'dataset'>,
  hasTwoTowers: boolean,
  control: Control,
): Promise<PairDistances> {
  const { labels, count } = held.dataset.test;
  const indices = Uint32Array.from({ length: count }, (_, index) => index);
  const first = await embedTestSet(held, indices, 0, control);
  const second = hasTwoTowers ? await embedTestSet(held, indices, 1, control) : first;
  const same: number[] = [];
  const different: number[] = [];
  for (const rotation of DECK_ROTATIONS.filter((each) => each < count)) {
    for (let one = 0; one < count; one++) {
      const other = (one + rotation) % count;
      (labels[one] === labels[other] ? same : different).push(distanceOf(first, one, second, other));
    }
  }
  return { same: Float32Array.from(same).sort(), different: Float32Array.from(different).sort() };
}

function distanceOf(first: Embedding, one: number, second: Embedding, other: number): number {
  const { features } = first;
  let sum = 0;
  for (let place = 0; place < features; place++) {
    sum += ((first.values[one * features + place] ?? 0) - (second.values[other * features + place] ?? 0)) ** 2;
  }
  return Math.sqrt(sum);
}
