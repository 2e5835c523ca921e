import { oneOf } from '../basics/expected';
import { classBranch } from './class-branch';
import type { PlannedLayer, Shape } from './layer';
import type { HeadKind, NetworkPlan, Tower } from './plan';

export interface SiameseOptions {
  /** Whether both halves are one tower. The deck's have weights of their own. */
  readonly sharedTowers: boolean;
  readonly head: Extract<HeadKind, 'concatenate' | 'absoluteDifference'>;
}

/** Whether the halves have weights of their own: an option of every siamese network, each with its default. */
export const towersOption = oneOf(['separate', 'shared'], 'separate or shared towers');

/** The two inputs of every siamese network, and which tower looks at which. */
export const PAIR_INPUTS = ['first', 'second'] as const;

export interface SiameseParts {
  readonly network: string;
  /** [height, width, channels] */
  readonly imageShape: Shape;
  readonly classCount: number;
  /** The layers of a tower of this name, ending in a vector. */
  readonly tower: (name: string) => readonly PlannedLayer[];
  /** The penalty on the kernel of the classes. */
  readonly l2?: number;
}

/** Two towers, what joins them, and a softmax over the classes: the form of every siamese network that classifies. */
export function siamesePlan(
  { network, imageShape, classCount, tower, l2 = 0 }: SiameseParts,
  { sharedTowers, head }: SiameseOptions,
): NetworkPlan {
  const towers = pairTowers(tower, sharedTowers);
  return {
    network,
    inputs: pairInputs(imageShape),
    scaling: 'unit',
    towers,
    branches: [classBranch(head, featuresOf(towers), classCount, l2)],
  };
}

/** @param imageShape [height, width, channels] */
export function pairInputs(imageShape: Shape): NetworkPlan['inputs'] {
  return PAIR_INPUTS.map((name) => ({ name, shape: imageShape }));
}

/** One tower for both inputs, or one for each. */
export function pairTowers(tower: SiameseParts['tower'], shared: boolean): readonly Tower[] {
  const [first, second] = PAIR_INPUTS;
  const named = (name: string, inputs: readonly string[]): Tower => ({ name, inputs, layers: tower(name) });
  return shared ? [named('tower', PAIR_INPUTS)] : [named('tower-a', [first]), named('tower-b', [second])];
}

/** The length of what each tower gives. */
export function featuresOf(towers: readonly Tower[]): number {
  return towers[0]?.layers.at(-1)?.outputShape[0] ?? 0;
}
