import { createRegistry } from '#shared/basics/registry';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import { DECK_ROTATIONS } from '#shared/metrics/discrimination';
import type { Counts } from '#shared/metrics/judged';
import { PROTOCOLS, type Protocol, type ProtocolDefinition } from '#shared/protocols/protocols';

import type { ImageSet } from '../datasets/dataset';
import type { Batch, Outputs } from '../engine/engine';
import { classMatchedPairs } from './pairing/class-matched';
import { duplicatePairs } from './pairing/duplicates';
import type { LabelledPairs } from './pairing/pairs';
import { randomPermutationPairs } from './pairing/random-permutation';
import { rotationPairs } from './pairing/rotation';

/** Pairs of test images that are judged together. */
export interface PairSet extends LabelledPairs {
  /** By how many places the partner is further on; null where partners are drawn at random. */
  readonly rotation: number | null;
}

/** How a protocol is carried out: what the network is shown, and by what its answers are judged. */
export type ProtocolTest = {
  readonly kind: Protocol;
} & (
  | {
      /** By the class of each test image. All are shown, each first in its pair where there are pairs, in their order. */
      readonly judgedBy: 'classes';
      /** @param seed for whatever is drawn */
      readonly show: (set: ImageSet, seed: number) => Batch;
    }
  | {
      /** By whether the two images of a pair are of one class. */
      readonly judgedBy: 'pairs';
      readonly show: (set: ImageSet, seed: number) => readonly PairSet[];
    }
  | {
      /** By counts of its own. Its figures are those of the metrics that follow from counts of that kind. */
      readonly judgedBy: 'counts';
      readonly show: (set: ImageSet, seed: number) => Batch;
      readonly count: (answers: Answers) => Counts;
    }
);

/** What a network was shown, and what it said. */
export interface Answers {
  readonly shown: Batch;
  /** By name, row-major: `class` [shown, classes], `same` [shown]; those that the network has. */
  readonly outputs: Outputs;
  readonly set: ImageSet;
  readonly classCount: number;
}

const alone = ({ count }: ImageSet): Batch => ({ first: duplicatePairs(count).first });

const BUILT_IN: readonly ProtocolTest[] = [
  { kind: 'single', judgedBy: 'classes', show: alone },
  { kind: 'duplicates', judgedBy: 'classes', show: ({ count }) => duplicatePairs(count) },
  {
    kind: 'class-matched',
    judgedBy: 'classes',
    show: ({ labels, count }, seed) => classMatchedPairs(labels, count, seed),
  },
  { kind: 'tower-a', judgedBy: 'classes', show: alone },
  { kind: 'tower-b', judgedBy: 'classes', show: alone },
  {
    kind: 'rotations',
    judgedBy: 'pairs',
    // of a set that is too small for all ten, those there are
    show: ({ labels, count }) =>
      DECK_ROTATIONS.filter((rotation) => rotation < count).map((rotation) => ({
        rotation,
        ...rotationPairs(labels, count, [rotation]),
      })),
  },
  {
    kind: 'random-permutation',
    judgedBy: 'pairs',
    show: ({ labels, count }, seed) => [{ rotation: null, ...randomPermutationPairs(labels, count, seed) }],
  },
];

/** How each protocol is carried out; what it is stands in `#shared/protocols`. */
export const PROTOCOL_TESTS = createRegistry<ProtocolTest>('protocol', ({ kind }) => kind);
BUILT_IN.forEach(PROTOCOL_TESTS.register);

/** Adds a protocol with the test that carries it out. @throws RangeError where its kind is taken */
export function registerProtocol(definition: ProtocolDefinition, test: ProtocolTest): void {
  PROTOCOLS.register(definition);
  PROTOCOL_TESTS.register(test);
}

/** How a finished model of this design is tested: the protocol whose figures count, and any shown beside it. */
export function protocolsOf({ protocols }: Pick<ExperimentSpec, 'protocols'>): readonly [Protocol, ...Protocol[]] {
  const [first = 'single', ...others] = protocols;
  return [first, ...others];
}
