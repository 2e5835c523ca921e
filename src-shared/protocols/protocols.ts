import type { Task } from './task';
import type { Half } from '../networks/half';
import { headOf, isSiameseKind, tellsClass, tellsSame, type NetworkSpec } from '../networks/network-spec';

/**
 * How the test is given. For classes, *single*: each test image once, to a plain network. *duplicates*: each test image
 * to both towers. *class-matched*: with a test image of its own true class beside it, as in the deck's rows C10 and C11,
 * which leaks the label: a real caller could not do it. *tower-a*, *tower-b*: the siamese network is cut, and one half of
 * it sees each test image alone. For "same" or "different" by the network's own output, *rotations*: test image i with
 * test image i + r, r = 1 … 10; *random-permutation*: with a random other one, by seed.
 */
export const PROTOCOLS = [
  'single',
  'duplicates',
  'class-matched',
  'tower-a',
  'tower-b',
  'rotations',
  'random-permutation',
] as const;
export type Protocol = (typeof PROTOCOLS)[number];
/** Those that ask for "same" or "different" by the network's own output. */
export type PairProtocol = Extract<Protocol, 'rotations' | 'random-permutation'>;
export type ClassProtocol = Exclude<Protocol, PairProtocol>;

/** Whether a real caller could do it. The figures of the others are shown beside, marked. */
export function isHonest(protocol: Protocol): boolean {
  return protocol !== 'class-matched';
}

/** Whether a protocol asks for "same" or "different", and not for a class. */
export function asksForSame(protocol: Protocol): protocol is PairProtocol {
  return protocol === 'rotations' || protocol === 'random-permutation';
}

/** Which half of the cut network a protocol asks; null where it asks the whole. */
export function halfOf(protocol: Protocol): Half | null {
  if (protocol === 'tower-a') return 'a';
  return protocol === 'tower-b' ? 'b' : null;
}

/** The protocols that suit a network, the one whose figures count first. */
export function protocolsFor(network: NetworkSpec, task: Task): readonly Protocol[] {
  if (!isSiameseKind(network.kind)) return ['single'];
  const pairs = ['rotations', 'random-permutation'] as const;
  if (!tellsClass(network.kind)) return pairs;
  // what an absolute difference joins cannot be cut in two
  const isCut = headOf(network) === 'concatenate';
  const classes: readonly Protocol[] = [
    'duplicates',
    'class-matched',
    ...(isCut ? (['tower-a', 'tower-b'] as const) : []),
  ];
  if (!tellsSame(network.kind)) return classes;
  return task === 'discrimination' ? [...pairs, ...classes] : [...classes, ...pairs];
}
