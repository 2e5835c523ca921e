import { classBranch } from './class-branch';
import { planLayers, type Layer, type PlannedLayer, type Shape } from './layer';
import type { NetworkPlan } from './plan';

/** Filters and number of convolutions of each block: configuration E of the paper. */
const BLOCKS = [
  { filters: 64, convolutions: 2 },
  { filters: 128, convolutions: 2 },
  { filters: 256, convolutions: 4 },
  { filters: 512, convolutions: 4 },
  { filters: 512, convolutions: 4 },
] as const;

const CONVOLUTION = { kind: 'conv2d', kernel: [3, 3], padding: 'same', activation: 'relu' } as const;

/** Named as Keras names them: `block1_conv1` … `block5_pool`. */
const TOWER: readonly Layer[] = [
  ...BLOCKS.flatMap(({ filters, convolutions }, index): readonly Layer[] => {
    const block = `block${index + 1}`;
    return [
      ...Array.from({ length: convolutions }, (_, convolution) => ({
        ...CONVOLUTION,
        name: `${block}_conv${convolution + 1}`,
        filters,
      })),
      { kind: 'maxPool2d', name: `${block}_pool`, size: 2 },
    ];
  }),
  { kind: 'flatten', name: 'flatten' },
];

/**
 * VGG19 without its top, 16 convolutions and a flatten: 20,024,384 parameters, and 512 features of a 32×32 image.
 * @param imageShape [height, width, 3], 32×32 at least
 */
export function vgg19Tower(name: string, imageShape: Shape): readonly PlannedLayer[] {
  return planLayers(name, imageShape, TOWER);
}

/**
 * VGG19 (Simonyan & Zisserman 2014) for small images: the paper's 16 convolutions, and in place of its three dense
 * layers of 4096, 4096 and 1000 the small head of the deck's notebooks, Flatten → softmax.
 * 20,029,514 parameters for 32×32×3 images of 10 classes.
 */
export function vgg19Plan(imageShape: Shape, classCount: number): NetworkPlan {
  const layers = vgg19Tower('tower', imageShape);
  return {
    network: 'vgg19',
    inputs: [{ name: 'image', shape: imageShape }],
    towers: [{ name: 'tower', inputs: ['image'], layers }],
    branches: [classBranch('first', layers.at(-1)?.outputShape[0] ?? 0, classCount)],
  };
}
