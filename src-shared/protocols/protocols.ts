import { createRegistry } from '../basics/registry';
import type { Half } from '../networks/half';
import { headOf, isSiameseKind, tellsClass, tellsSame, type NetworkSpec } from '../networks/network-spec';
import type { Task } from './task';

/** The kind of a protocol, as designs, evaluations and the command line name it. */
export type Protocol = string;

/** What a protocol asks of a network: how many images it looks at, and what it gives. */
export interface NetworkTraits {
  readonly inputs: 1 | 2;
  /** Its outputs, by name. */
  readonly outputs: ReadonlySet<'class' | 'same'>;
  /** Whether it can be cut into two halves, each a network for classes. */
  readonly canBeCut: boolean;
}

/** How a finished model is tested. The side that makes what is shown and judges is registered in main, beside training. */
export interface ProtocolDefinition {
  readonly kind: Protocol;
  /** In English, for the command line: what is shown. */
  readonly shown: string;
  /** What it asks: the class of an image, or whether two images are of one class. */
  readonly task: Task;
  /** Whether a real caller could do it. The figures of the others are shown beside, marked. */
  readonly isHonest: boolean;
  /** Which half of the cut network is asked; null for the whole. */
  readonly half: Half | null;
  readonly suits: (network: NetworkTraits) => boolean;
  /** The metric whose figure counts first. */
  readonly metric: string;
  /** How often the test set goes through the whole network. */
  readonly passes: number;
}

const ofClasses = { task: 'classification', isHonest: true, half: null, metric: 'accuracy', passes: 1 } as const;
const ofSame = {
  task: 'discrimination',
  isHonest: true,
  half: null,
  metric: 'f1-of-same',
  suits: ({ inputs, outputs }: NetworkTraits): boolean => inputs === 2 && outputs.has('same'),
} as const;
const ofHalf = {
  ...ofClasses,
  passes: 0.5,
  suits: ({ canBeCut }: NetworkTraits): boolean => canBeCut,
} as const;
const takesPairs = ({ inputs, outputs }: NetworkTraits): boolean => inputs === 2 && outputs.has('class');

/** Those that the lab itself defines, in their order. */
export const BUILT_IN_PROTOCOLS = [
  'single',
  'duplicates',
  'class-matched',
  'tower-a',
  'tower-b',
  'rotations',
  'random-permutation',
] as const;
export type BuiltInProtocol = (typeof BUILT_IN_PROTOCOLS)[number];

export function isBuiltInProtocol(protocol: Protocol): protocol is BuiltInProtocol {
  return BUILT_IN_PROTOCOLS.some((kind) => kind === protocol);
}

const BUILT_IN: Readonly<Record<BuiltInProtocol, Omit<ProtocolDefinition, 'kind'>>> = {
  single: {
    ...ofClasses,
    shown: 'each test image once',
    suits: ({ inputs, outputs }) => inputs === 1 && outputs.has('class'),
  },
  duplicates: { ...ofClasses, shown: 'each test image to both towers', suits: takesPairs },
  'class-matched': {
    ...ofClasses,
    // as in the deck's rows C10 and C11: a real caller does not know the class
    shown: 'a test image of the same true class beside each: this leaks the label',
    isHonest: false,
    suits: takesPairs,
  },
  'tower-a': {
    ...ofHalf,
    shown: 'the first half of the cut network alone, not trained anew: its tower and its rows of the class kernel',
    half: 'a',
  },
  'tower-b': {
    ...ofHalf,
    shown: 'the second half of the cut network alone, not trained anew: its tower and its rows of the class kernel',
    half: 'b',
  },
  rotations: { ...ofSame, shown: 'each test image with the one r places on, r = 1 … 10', passes: 10 },
  'random-permutation': { ...ofSame, shown: 'each test image with a random other one', passes: 1 },
};

/** Every protocol, the built-in ones first. */
export const PROTOCOLS = createRegistry<ProtocolDefinition>('protocol', ({ kind }) => kind);
for (const kind of BUILT_IN_PROTOCOLS) PROTOCOLS.register({ kind, ...BUILT_IN[kind] });

/**
 * Whether a real caller could do it. Of a protocol that this lab does not know nobody can say so, and its figures are not
 * taken for the result.
 */
export function isHonest(protocol: Protocol): boolean {
  return PROTOCOLS.find(protocol)?.isHonest ?? false;
}

/** Whether it is known to give something of the answer away. */
export function isLeaking(protocol: Protocol): boolean {
  return PROTOCOLS.find(protocol)?.isHonest === false;
}

/** Whether a protocol asks for "same" or "different", and not for a class. */
export function asksForSame(protocol: Protocol): boolean {
  return PROTOCOLS.find(protocol)?.task === 'discrimination';
}

/** Which half of the cut network a protocol asks; null where it asks the whole. */
export function halfOf(protocol: Protocol): Half | null {
  return PROTOCOLS.find(protocol)?.half ?? null;
}

/** The protocols that suit a network, the one whose figures count first: those of the task before the others. */
export function protocolsFor(network: NetworkSpec, task: Task): readonly Protocol[] {
  const traits = traitsOf(network);
  const suiting = PROTOCOLS.all().filter(({ suits }) => suits(traits));
  return [...suiting.filter((each) => each.task === task), ...suiting.filter((each) => each.task !== task)].map(
    ({ kind }) => kind,
  );
}

/**
 * The same of the built-in ones: how a design that names no protocol is tested. An extension's has to be named, so that a
 * design means the same whichever extensions are loaded.
 */
export function usualProtocolsFor(network: NetworkSpec, task: Task): readonly Protocol[] {
  return protocolsFor(network, task).filter(isBuiltInProtocol);
}

function traitsOf(network: NetworkSpec): NetworkTraits {
  const isPair = isSiameseKind(network.kind);
  const namesClasses = tellsClass(network.kind);
  return {
    inputs: isPair ? 2 : 1,
    outputs: new Set([
      ...(namesClasses ? (['class'] as const) : []),
      ...(tellsSame(network.kind) ? (['same'] as const) : []),
    ]),
    // what an absolute difference joins cannot be cut in two
    canBeCut: isPair && namesClasses && headOf(network) === 'concatenate',
  };
}
