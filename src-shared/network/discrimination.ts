import { planLayers, type Layer, type Shape } from './layer';
import { headShape, JOINT, type NetworkPlan } from './plan';
import { PAIR_INPUTS } from './siamese';

const FEATURES = 32;

const TOWER: readonly Layer[] = [
  { kind: 'conv2d', name: 'conv1', filters: 32, kernel: [3, 3], padding: 'valid', activation: 'relu' },
  { kind: 'maxPool2d', name: 'pool1', size: 2 },
  { kind: 'dropout', name: 'dropout1', rate: 0.2 },
  { kind: 'conv2d', name: 'conv2', filters: 64, kernel: [3, 3], padding: 'valid', activation: 'relu' },
  { kind: 'maxPool2d', name: 'pool2', size: 2 },
  { kind: 'dropout', name: 'dropout2', rate: 0.2 },
  { kind: 'conv2d', name: 'conv3', filters: 128, kernel: [3, 3], padding: 'valid', activation: 'relu' },
  { kind: 'maxPool2d', name: 'pool3', size: 2 },
  { kind: 'dropout', name: 'dropout3', rate: 0.2 },
  { kind: 'flatten', name: 'flatten' },
  { kind: 'dense', name: 'embedding', units: FEATURES, activation: 'linear' },
];

/**
 * The deck's siamese network for telling whether two images are of one class (Dobrzański & Sroka 2022): one shared
 * tower, the euclidean distance of its two outputs beside the outputs themselves, Dense 64, a probability of "same".
 * 113,953 parameters for 32×32×3 images. The deck's picture does not name the activation of its Dense 64: here ReLU.
 * @param imageShape [height, width, channels]
 */
export function discriminationPlan(imageShape: Shape): NetworkPlan {
  const joined = headShape('distanceAndBoth', FEATURES);
  return {
    network: 'discrimination',
    inputs: PAIR_INPUTS.map((name) => ({ name, shape: imageShape })),
    towers: [{ name: 'tower', inputs: PAIR_INPUTS, layers: planLayers('tower', imageShape, TOWER) }],
    branches: [
      {
        name: 'same',
        head: 'distanceAndBoth',
        headShape: joined,
        layers: planLayers(JOINT, joined, [
          { kind: 'dense', name: 'dense1', units: 64, activation: 'relu' },
          { kind: 'dense', name: 'probability', units: 1, activation: 'sigmoid' },
        ]),
      },
    ],
  };
}
