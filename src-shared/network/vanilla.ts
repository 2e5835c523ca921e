import { classBranch } from './class-branch';
import { planLayers, type Layer, type PlannedLayer, type Shape } from './layer';
import type { NetworkPlan } from './plan';

/** The deck's plain network up to and including its Dense 32 and the dropout after it: the tower of its siamese form. */
const TOWER: readonly Layer[] = [
  { kind: 'conv2d', name: 'conv1', filters: 32, kernel: [3, 3], padding: 'valid', activation: 'relu' },
  { kind: 'maxPool2d', name: 'pool1', size: 2 },
  { kind: 'conv2d', name: 'conv2', filters: 64, kernel: [2, 2], padding: 'valid', activation: 'relu' },
  { kind: 'maxPool2d', name: 'pool2', size: 2 },
  { kind: 'dropout', name: 'dropout1', rate: 0.2 },
  { kind: 'conv2d', name: 'conv3', filters: 128, kernel: [2, 2], padding: 'valid', activation: 'relu' },
  { kind: 'maxPool2d', name: 'pool3', size: 2 },
  { kind: 'dropout', name: 'dropout2', rate: 0.2 },
  { kind: 'flatten', name: 'flatten' },
  { kind: 'dense', name: 'dense1', units: 32, activation: 'relu' },
  { kind: 'dropout', name: 'dropout3', rate: 0.2 },
];

/** The length of what the tower gives. */
export const VANILLA_FEATURES = 32;

/** @param imageShape [height, width, channels] */
export function vanillaTower(name: string, imageShape: Shape): readonly PlannedLayer[] {
  return planLayers(name, imageShape, TOWER);
}

/**
 * The vanilla network of the deck (Dobrzański & Sroka 2022): three convolutions, Dense 32, softmax.
 * 79,274 parameters for 32×32×3 images of 10 classes.
 * @param imageShape [height, width, channels]
 */
export function vanillaPlan(imageShape: Shape, classCount: number): NetworkPlan {
  return {
    network: 'vanilla',
    inputs: [{ name: 'image', shape: imageShape }],
    towers: [{ name: 'tower', inputs: ['image'], layers: vanillaTower('tower', imageShape) }],
    branches: [classBranch('first', VANILLA_FEATURES, classCount)],
  };
}
