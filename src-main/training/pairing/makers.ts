import { createRegistry, type KindOnly } from '#shared/basics/registry';
import { deriveSeed } from '#shared/basics/random';
import { rotationsOf } from '#shared/pairings/rotations';
import type { BuiltInPairingKind, PairingOf } from '#shared/pairings/pairing-spec';

import type { TrainingBatch } from '../../engine/engine';
import { balancedPairs } from './balanced';
import { classificationPairs } from './class-preserving';
import { joinPairs, labelPairs, type LabelledPairs } from './pairs';
import { randomPermutationPairs } from './random-permutation';
import { rotationPairs } from './rotation';
import { sampleWeights } from './sample-weights';

/** How the pairs of one kind of pairing are made. */
export interface PairMaker {
  readonly kind: string;
  /** Whether they are made anew each epoch. */
  readonly isRedrawn: (pairing: KindOnly) => boolean;
  /** The pairing of an epoch, of one that is not the same in all of them; from 1. */
  readonly pairingIn?: (pairing: KindOnly, epoch: number) => KindOnly;
  /**
   * @param labels class indices of the images that are paired, which are numbered 0, 1, 2 …
   * @returns as many pairs as the pairing's definition says
   */
  readonly make: (labels: Uint8Array, pairing: KindOnly, seed: number) => TrainingBatch;
}

/** Of every pairing that the lab knows (#shared/pairings/pairing-spec). */
export const PAIR_MAKERS = createRegistry<PairMaker>('pairing', ({ kind }) => kind);

/** What is written down of a maker: its functions are only ever given pairings of its kind. */
interface GivenMaker<Pairing> {
  readonly isRedrawn: (pairing: Pairing) => boolean;
  readonly pairingIn?: (pairing: Pairing, epoch: number) => KindOnly;
  readonly make: (labels: Uint8Array, pairing: Pairing, seed: number) => TrainingBatch;
}

/** Makes a maker of what is written down. */
export function pairMaker<Pairing extends KindOnly>(
  kind: Pairing['kind'],
  { isRedrawn, pairingIn, make }: GivenMaker<Pairing>,
): PairMaker {
  return {
    kind,
    isRedrawn: (pairing) => isRedrawn(pairing as Pairing),
    ...(pairingIn === undefined ? {} : { pairingIn: (pairing, epoch) => pairingIn(pairing as Pairing, epoch) }),
    make: (labels, pairing, seed) => make(labels, pairing as Pairing, seed),
  };
}

const BUILT_IN_MAKERS: { readonly [Kind in BuiltInPairingKind]: GivenMaker<PairingOf<Kind>> } = {
  'class-preserving': {
    isRedrawn: ({ redraw }) => redraw,
    make: (labels, pairing, seed) => classificationPairs(labels, labels.length, pairing, seed),
  },
  rotations: {
    isRedrawn: () => false,
    pairingIn: (pairing, epoch) => ({ ...pairing, rotations: [...rotationsOf(pairing, epoch)] }),
    make: (labels, { rotations, sameWeight }) => weighed(rotationPairs(labels, labels.length, rotations), sameWeight),
  },
  'random-permutation': {
    isRedrawn: ({ redraw }) => redraw,
    make: (labels, { permutations, sameWeight }, seed) => {
      const sets = Array.from({ length: permutations }, (_, set) =>
        randomPermutationPairs(labels, labels.length, deriveSeed(seed, `permutation ${set + 1}`)),
      );
      return weighed(labelPairs(joinPairs(sets), labels), sameWeight);
    },
  },
  balanced: {
    isRedrawn: ({ redraw }) => redraw,
    make: (labels, _pairing, seed) => balancedPairs(labels, labels.length, labels.length, seed),
  },
};
for (const [kind, maker] of Object.entries(BUILT_IN_MAKERS)) {
  PAIR_MAKERS.register(pairMaker(kind, maker as GivenMaker<KindOnly>));
}

function weighed(pairs: LabelledPairs, same: number): TrainingBatch {
  return { ...pairs, weights: sampleWeights(pairs.same, { different: 1, same }) };
}
