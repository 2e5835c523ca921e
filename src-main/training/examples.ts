import type { PairingSpec } from '#shared/experiment/experiment';

import type { ImageSet } from '../datasets/dataset';
import type { TrainingBatch } from '../engine/engine';
import { PAIR_MAKERS } from './pairing/makers';
import { deriveSeed } from '#shared/basics/random';

/**
 * What a network learns from in each epoch: the images one by one, or the pairs that the pairing makes of them.
 * @param used the images of the set that are learned from, and paired with one another
 */
export function examplesOf(
  { labels }: ImageSet,
  used: Uint32Array,
  pairing: PairingSpec | null,
  seed: number,
): (epoch: number) => TrainingBatch {
  if (pairing === null) return () => ({ first: used });
  const maker = PAIR_MAKERS.get(pairing.kind);
  // pairs are made among places 0, 1, 2 … of what is used, as if nothing had been left out between them
  const usedLabels = Uint8Array.from(used, (image) => labels[image] ?? 0);
  const pairsBy = (purpose: string): TrainingBatch => {
    const pairs = maker.make(usedLabels, pairing, deriveSeed(seed, purpose));
    const imagesAt = (places: Uint32Array | undefined): Uint32Array | undefined =>
      places?.map((place) => used[place] ?? 0);
    return { ...pairs, first: imagesAt(pairs.first) ?? used, second: imagesAt(pairs.second) };
  };
  if (maker.isRedrawn(pairing)) return (epoch) => pairsBy(`pairing/epoch ${epoch}`);
  const fixed = pairsBy('pairing');
  return () => fixed;
}
