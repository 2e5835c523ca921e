import { classBranch } from './class-branch';
import { defineNetwork } from './definition';
import { planLayers, type Layer, type PlannedLayer, type Shape } from './layer';
import type { NetworkPlan } from './plan';

/** Filters, number of convolutions, and the dropout behind each convolution of a block but its last. */
const BLOCKS = [
  { filters: 64, convolutions: 2, dropout: 0.3 },
  { filters: 128, convolutions: 2, dropout: 0.4 },
  { filters: 256, convolutions: 3, dropout: 0.4 },
  { filters: 512, convolutions: 3, dropout: 0.4 },
  { filters: 512, convolutions: 3, dropout: 0.4 },
] as const;
/** Keras's `l2(5e-4)`, on every kernel but the softmax layer's. */
const L2 = 5e-4;
const UNITS = 512;

const TOWER: readonly Layer[] = [
  ...BLOCKS.flatMap(({ filters, convolutions, dropout }, index): readonly Layer[] => {
    const block = `block${index + 1}`;
    const layers = Array.from({ length: convolutions }, (_, convolution): readonly Layer[] => {
      const number = convolution + 1;
      const name = `${block}_conv${number}`;
      return [
        { kind: 'conv2d', name, filters, kernel: [3, 3], padding: 'same', activation: 'relu', l2: L2 },
        { kind: 'batchNorm', name: `${block}_norm${number}` },
        ...(number < convolutions
          ? [{ kind: 'dropout', name: `${block}_dropout${number}`, rate: dropout } as const]
          : []),
      ];
    });
    return [...layers.flat(), { kind: 'maxPool2d', name: `${block}_pool`, size: 2 }];
  }),
  { kind: 'dropout', name: 'dropout1', rate: 0.5 },
  { kind: 'flatten', name: 'flatten' },
];

const DENSE: readonly Layer[] = [
  { kind: 'dense', name: 'dense1', units: UNITS, activation: 'relu', l2: L2 },
  { kind: 'batchNorm', name: 'norm1' },
  { kind: 'dropout', name: 'dropout2', rate: 0.5 },
];

/**
 * The 13 convolutions, each with its batch normalisation, and a flatten: 14,731,584 parameters, and 512 features of a
 * 32×32 image. The tower of the siamese form.
 * @param imageShape [height, width, 3], 32×32 at least
 */
export function vgg16BnTower(name: string, imageShape: Shape): readonly PlannedLayer[] {
  return planLayers(name, imageShape, TOWER);
}

/**
 * VGG16 with batch normalisation and massive dropout for small images (Liu & Deng 2015), in the form that Keras users
 * know for CIFAR-10: what the deck calls "VGG19", and its notebooks train.
 * 15,001,418 parameters for 32×32×3 images of 10 classes, 14,991,946 of them trained.
 */
export function vgg16BnPlan(imageShape: Shape, classCount: number): NetworkPlan {
  return {
    network: 'vgg16-bn',
    inputs: [{ name: 'image', shape: imageShape }],
    scaling: 'unit',
    towers: [{ name: 'tower', inputs: ['image'], layers: planLayers('tower', imageShape, [...TOWER, ...DENSE]) }],
    branches: [classBranch('first', UNITS, classCount)],
  };
}

export const vgg16Bn = defineNetwork({
  kind: 'vgg16-bn',
  name: 'VGG16-BN',
  options: {},
  inputs: 1,
  outputs: ['class'],
  heads: ['first'],
  plan: (_network, { imageShape, classNames }) => vgg16BnPlan(imageShape, classNames.length),
});
