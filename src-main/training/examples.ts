import type { PairingSpec } from '#shared/experiment/experiment';

import type { ImageSet } from '../datasets/dataset';
import type { TrainingBatch } from '../engine/engine';
import { balancedPairs } from './pairing/balanced';
import { classificationPairs } from './pairing/class-preserving';
import { joinPairs, labelPairs, type LabelledPairs } from './pairing/pairs';
import { randomPermutationPairs } from './pairing/random-permutation';
import { rotationPairs } from './pairing/rotation';
import { sampleWeights } from './pairing/sample-weights';
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
  // pairs are made among places 0, 1, 2 … of what is used, as if nothing had been left out between them
  const usedLabels = Uint8Array.from(used, (image) => labels[image] ?? 0);
  const pairsBy = (purpose: string): TrainingBatch => {
    const pairs = pairsOf(usedLabels, used.length, pairing, deriveSeed(seed, purpose));
    const imagesAt = (places: Uint32Array | undefined): Uint32Array | undefined =>
      places?.map((place) => used[place] ?? 0);
    return { ...pairs, first: imagesAt(pairs.first) ?? used, second: imagesAt(pairs.second) };
  };
  if (pairing.kind !== 'rotations' && pairing.redraw) return (epoch) => pairsBy(`pairing/epoch ${epoch}`);
  const fixed = pairsBy('pairing');
  return () => fixed;
}

function pairsOf(labels: ArrayLike<number>, count: number, pairing: PairingSpec, seed: number): TrainingBatch {
  switch (pairing.kind) {
    case 'class-preserving':
      return classificationPairs(labels, count, pairing, seed);
    case 'rotations':
      return weighed(rotationPairs(labels, count, pairing.rotations), pairing.sameWeight);
    case 'random-permutation': {
      const sets = Array.from({ length: pairing.permutations }, (_, set) =>
        randomPermutationPairs(labels, count, deriveSeed(seed, `permutation ${set + 1}`)),
      );
      return weighed(labelPairs(joinPairs(sets), labels), pairing.sameWeight);
    }
    case 'balanced':
      return balancedPairs(labels, count, count, seed);
  }
}

function weighed(pairs: LabelledPairs, same: number): TrainingBatch {
  return { ...pairs, weights: sampleWeights(pairs.same, { different: 1, same }) };
}
