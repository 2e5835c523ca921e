import type { PairingSpec } from '#shared/experiment';

import type { ImageSet } from '../datasets/dataset';
import type { TrainingBatch } from '../engine/engine';
import { classificationPairs } from './pairing/class-preserving';
import { duplicatePairs } from './pairing/duplicates';
import { deriveSeed } from './random';

/**
 * What a network learns from in each epoch: the images one by one, or the pairs that the pairing makes of them.
 * @param trainCount the first so many images of the set are used
 */
export function examplesOf(
  { labels }: ImageSet,
  trainCount: number,
  pairing: PairingSpec | null,
  seed: number,
): (epoch: number) => TrainingBatch {
  if (pairing === null) {
    const { first } = duplicatePairs(trainCount);
    return () => ({ first });
  }
  const pairsBy = (purpose: string): TrainingBatch =>
    classificationPairs(labels, trainCount, pairing, deriveSeed(seed, purpose));
  if (pairing.redraw) return (epoch) => pairsBy(`pairing/epoch ${epoch}`);
  const fixed = pairsBy('pairing');
  return () => fixed;
}
