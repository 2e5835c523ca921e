import { classBranch } from './class-branch';
import { defineNetwork } from './definition';
import { planLayers, type Shape } from './layer';
import type { NetworkPlan } from './plan';

/**
 * The deck's toy network for EMNIST letters (Dobrzański & Sroka 2022): three convolutions and Dense 512.
 * 5,414,938 parameters for 28×28×1 images of 26 classes.
 * @param imageShape [height, width, channels]
 */
export function emnistPlan(imageShape: Shape, classCount: number): NetworkPlan {
  const layers = planLayers('tower', imageShape, [
    { kind: 'conv2d', name: 'conv1', filters: 32, kernel: [3, 3], padding: 'valid', activation: 'relu' },
    { kind: 'maxPool2d', name: 'pool1', size: 2 },
    { kind: 'conv2d', name: 'conv2', filters: 64, kernel: [3, 3], padding: 'valid', activation: 'relu' },
    { kind: 'conv2d', name: 'conv3', filters: 128, kernel: [3, 3], padding: 'valid', activation: 'relu' },
    { kind: 'flatten', name: 'flatten' },
    { kind: 'dense', name: 'dense1', units: 512, activation: 'relu' },
  ]);
  return {
    network: 'emnist',
    inputs: [{ name: 'image', shape: imageShape }],
    scaling: 'unit',
    towers: [{ name: 'tower', inputs: ['image'], layers }],
    branches: [classBranch('first', 512, classCount)],
  };
}

export const emnist = defineNetwork({
  kind: 'emnist',
  name: 'EMNIST toy network',
  options: {},
  inputs: 1,
  outputs: ['class'],
  heads: ['first'],
  plan: (_network, { imageShape, classNames }) => emnistPlan(imageShape, classNames.length),
});
