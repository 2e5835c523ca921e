import { oneOf } from '../basics/expected';
import { defineNetwork } from './definition';
import { planLayers, type Layer, type PlannedLayer, type Shape } from './layer';
import type { HeadKind, NetworkPlan } from './plan';
import { sameBranch } from './same-branch';
import { featuresOf, pairInputs, pairTowers, towersOption } from './siamese';
import { DECK_TOWER, penalised, smallTowerOptions, type SmallTowerOptions } from './small-tower';

export interface DiscriminationOptions extends SmallTowerOptions {
  /** The deck's is one tower for both images. */
  readonly sharedTowers: boolean;
  readonly head: Exclude<HeadKind, 'first'>;
}

const DECK: DiscriminationOptions = { ...DECK_TOWER, sharedTowers: true, head: 'distanceAndBoth' };

function tower({ width, embedding, dropout, l2 }: SmallTowerOptions): readonly Layer[] {
  const convolution = {
    kind: 'conv2d',
    kernel: [3, 3],
    padding: 'valid',
    activation: 'relu',
    ...penalised(l2),
  } as const;
  return [
    { ...convolution, name: 'conv1', filters: width },
    { kind: 'maxPool2d', name: 'pool1', size: 2 },
    { kind: 'dropout', name: 'dropout1', rate: dropout },
    { ...convolution, name: 'conv2', filters: 2 * width },
    { kind: 'maxPool2d', name: 'pool2', size: 2 },
    { kind: 'dropout', name: 'dropout2', rate: dropout },
    { ...convolution, name: 'conv3', filters: 4 * width },
    { kind: 'maxPool2d', name: 'pool3', size: 2 },
    { kind: 'dropout', name: 'dropout3', rate: dropout },
    { kind: 'flatten', name: 'flatten' },
    { kind: 'dense', name: 'embedding', units: embedding, activation: 'linear', ...penalised(l2) },
  ];
}

/**
 * The deck's siamese network for telling whether two images are of one class (Dobrzański & Sroka 2022): one shared
 * tower, the euclidean distance of its two outputs beside the outputs themselves, Dense 64, a probability of "same".
 * 113,953 parameters for 32×32×3 images. The deck's picture does not name the activation of its Dense 64: here ReLU.
 * @param imageShape [height, width, channels]
 */
export function discriminationPlan(imageShape: Shape, options: DiscriminationOptions = DECK): NetworkPlan {
  const planned = (name: string): readonly PlannedLayer[] => planLayers(name, imageShape, tower(options));
  const towers = pairTowers(planned, options.sharedTowers);
  return {
    network: 'discrimination',
    inputs: pairInputs(imageShape),
    scaling: 'unit',
    towers,
    branches: [sameBranch(options.head, featuresOf(towers), options.l2)],
  };
}

const HEADS = ['distanceAndBoth', 'distance', 'absoluteDifference', 'concatenate'] as const;
/** Without "different" pairs nobody learns to tell them. */
export const SAME_PAIRINGS = ['rotations', 'random-permutation', 'balanced'];

export const discrimination = defineNetwork({
  kind: 'discrimination',
  name: 'discrimination',
  options: {
    ...smallTowerOptions,
    towers: towersOption.default('shared'),
    head: oneOf(HEADS, 'a head that the lab knows').default('distanceAndBoth'),
  },
  inputs: 2,
  outputs: ['same'],
  heads: HEADS,
  pairings: SAME_PAIRINGS,
  plan: (network, { imageShape }) =>
    discriminationPlan(imageShape, { ...network, sharedTowers: network.towers === 'shared' }),
});
