import type { PairingSpec } from '#shared/experiment';

import type { ImageSet } from '../datasets/dataset';
import type { TrainingBatch } from '../engine/engine';
import { balancedPairs } from './pairing/balanced';
import { classificationPairs } from './pairing/class-preserving';
import { duplicatePairs } from './pairing/duplicates';
import { joinPairs, labelPairs, type LabelledPairs } from './pairing/pairs';
import { randomPermutationPairs } from './pairing/random-permutation';
import { rotationPairs } from './pairing/rotation';
import { sampleWeights } from './pairing/sample-weights';
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
  const pairsBy = (purpose: string): TrainingBatch => pairsOf(labels, trainCount, pairing, deriveSeed(seed, purpose));
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
