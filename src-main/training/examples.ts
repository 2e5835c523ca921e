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
  let kept: { readonly text: string; readonly pairs: TrainingBatch } | undefined;
  // pairs are made among places 0, 1, 2 … of what is used, as if nothing had been left out between them
  const usedLabels = Uint8Array.from(used, (image) => labels[image] ?? 0);
  const pairsBy = (purpose: string, given: PairingSpec = pairing): TrainingBatch => {
    const pairs = maker.make(usedLabels, given, deriveSeed(seed, purpose));
    const imagesAt = (places: Uint32Array | undefined): Uint32Array | undefined =>
      places?.map((place) => used[place] ?? 0);
    return { ...pairs, first: imagesAt(pairs.first) ?? used, second: imagesAt(pairs.second) };
  };
  if (maker.isRedrawn(pairing)) return (epoch) => pairsBy(`pairing/epoch ${epoch}`);
  const { pairingIn = (same: PairingSpec) => same } = maker;
  return (epoch) => pairsIn(pairingIn(pairing, epoch));

  /** Those of the last epoch, while it is the same pairing. */
  function pairsIn(given: PairingSpec): TrainingBatch {
    const text = JSON.stringify(given);
    if (kept?.text !== text) kept = { text, pairs: pairsBy('pairing', given) };
    return kept.pairs;
  }
}
