import { classBranch } from './class-branch';
import { defineNetwork } from './definition';
import { planLayers, type Layer, type PlannedLayer, type Shape } from './layer';
import type { NetworkPlan } from './plan';
import { DECK_TOWER, penalised, smallTowerOptions, type SmallTowerOptions } from './small-tower';

/** The deck's plain network up to and including its Dense 32 and the dropout after it: the tower of its siamese form. */
function tower({ width, embedding, dropout, l2 }: SmallTowerOptions): readonly Layer[] {
  const convolution = { kind: 'conv2d', padding: 'valid', activation: 'relu', ...penalised(l2) } as const;
  return [
    { ...convolution, name: 'conv1', filters: width, kernel: [3, 3] },
    { kind: 'maxPool2d', name: 'pool1', size: 2 },
    { ...convolution, name: 'conv2', filters: 2 * width, kernel: [2, 2] },
    { kind: 'maxPool2d', name: 'pool2', size: 2 },
    { kind: 'dropout', name: 'dropout1', rate: dropout },
    { ...convolution, name: 'conv3', filters: 4 * width, kernel: [2, 2] },
    { kind: 'maxPool2d', name: 'pool3', size: 2 },
    { kind: 'dropout', name: 'dropout2', rate: dropout },
    { kind: 'flatten', name: 'flatten' },
    { kind: 'dense', name: 'dense1', units: embedding, activation: 'relu', ...penalised(l2) },
    { kind: 'dropout', name: 'dropout3', rate: dropout },
  ];
}

/** @param imageShape [height, width, channels] */
export function vanillaTower(
  name: string,
  imageShape: Shape,
  options: SmallTowerOptions = DECK_TOWER,
): readonly PlannedLayer[] {
  return planLayers(name, imageShape, tower(options));
}

/**
 * The vanilla network of the deck (Dobrzański & Sroka 2022): three convolutions, Dense 32, softmax.
 * 79,274 parameters for 32×32×3 images of 10 classes.
 * @param imageShape [height, width, channels]
 */
export function vanillaPlan(
  imageShape: Shape,
  classCount: number,
  options: SmallTowerOptions = DECK_TOWER,
): NetworkPlan {
  return {
    network: 'vanilla',
    inputs: [{ name: 'image', shape: imageShape }],
    scaling: 'unit',
    towers: [{ name: 'tower', inputs: ['image'], layers: vanillaTower('tower', imageShape, options) }],
    branches: [classBranch('first', options.embedding, classCount, options.l2)],
  };
}

export const vanilla = defineNetwork({
  kind: 'vanilla',
  name: 'vanilla',
  options: smallTowerOptions,
  inputs: 1,
  outputs: ['class'],
  heads: ['first'],
  plan: (network, { imageShape, classNames }) => vanillaPlan(imageShape, classNames.length, network),
});
