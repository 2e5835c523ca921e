import { z } from 'zod';

import { bounded } from '../basics/bounds';
import { expected, oneOf } from '../basics/expected';
import { defineNetwork } from './definition';
import { planLayers, type Layer, type PlannedLayer, type Shape } from './layer';
import { INPUT_SCALINGS, JOINT, type InputScaling, type NetworkPlan } from './plan';

/** Filters and number of convolutions of each block: configuration E of the paper. */
const BLOCKS = [
  { filters: 64, convolutions: 2 },
  { filters: 128, convolutions: 2 },
  { filters: 256, convolutions: 4 },
  { filters: 512, convolutions: 4 },
  { filters: 512, convolutions: 4 },
] as const;

const CONVOLUTION = { kind: 'conv2d', kernel: [3, 3], padding: 'same', activation: 'relu' } as const;

/** What a network that starts from other weights needs to know. */
export interface Vgg19Options {
  readonly scaling: InputScaling;
  /** Everything up to and including this layer stays as it was imported; null to train it all. */
  readonly frozenThrough: string | null;
  /** Units of a dense layer with ReLU between the convolutions and the classes; 0 for none. */
  readonly headUnits: number;
}

/** From random weights, as the deck's small networks see their images. */
export const VGG19_FROM_SCRATCH: Vgg19Options = { scaling: 'unit', frozenThrough: null, headUnits: 0 };

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
 * @param frozenThrough the last layer whose weights stay as they were imported; null for none
 */
export function vgg19Tower(
  name: string,
  imageShape: Shape,
  frozenThrough: string | null = null,
): readonly PlannedLayer[] {
  const frozen = TOWER.findIndex((layer) => layer.name === frozenThrough);
  return planLayers(
    name,
    imageShape,
    TOWER.map((layer, place) => (layer.kind === 'conv2d' && place <= frozen ? { ...layer, frozen: true } : layer)),
  );
}

/**
 * VGG19 (Simonyan & Zisserman 2014) for small images: the paper's 16 convolutions, and in place of its three dense
 * layers of 4096, 4096 and 1000 the small head of the deck's notebooks, Flatten → softmax, or one dense layer between.
 * 20,029,514 parameters for 32×32×3 images of 10 classes.
 */
export function vgg19Plan(
  imageShape: Shape,
  classCount: number,
  { scaling, frozenThrough, headUnits }: Vgg19Options = VGG19_FROM_SCRATCH,
): NetworkPlan {
  const layers = vgg19Tower('tower', imageShape, frozenThrough);
  const features = layers.at(-1)?.outputShape ?? [0];
  const dense: readonly Layer[] =
    headUnits === 0 ? [] : [{ kind: 'dense', name: 'dense1', units: headUnits, activation: 'relu' }];
  return {
    network: 'vgg19',
    inputs: [{ name: 'image', shape: imageShape }],
    scaling,
    towers: [{ name: 'tower', inputs: ['image'], layers }],
    branches: [
      {
        name: 'class',
        output: 'class',
        head: 'first',
        headShape: features,
        layers: planLayers(JOINT, features, [
          ...dense,
          { kind: 'dense', name: 'classes', units: classCount, activation: 'softmax' },
        ]),
      },
    ],
  };
}

/** Where VGG19 can be frozen: the last layer of each block, as Keras names them. */
export const VGG19_BLOCK_ENDS = ['block1_pool', 'block2_pool', 'block3_pool', 'block4_pool', 'block5_pool'] as const;

/** Weights that the network starts from, and how far they stay as they are. */
const transferSchema = z.strictObject({
  weights: oneOf(['imagenet'], 'weights that the lab knows').default('imagenet'),
  /** Everything up to and including this layer is frozen; null to train it all. */
  frozenThrough: z
    .enum(VGG19_BLOCK_ENDS, expected(`the last layer to freeze: ${VGG19_BLOCK_ENDS.join(', ')}, or null`))
    .nullable()
    .default('block5_pool'),
});

export const vgg19 = defineNetwork({
  kind: 'vgg19',
  name: 'VGG19',
  options: {
    scaling: oneOf(INPUT_SCALINGS, 'how pixels are scaled').default('unit'),
    /** Null to start from random weights. */
    transfer: transferSchema.nullable().default(null),
    headUnits: bounded('headUnits').default(0),
  },
  inputs: 1,
  outputs: ['class'],
  heads: ['first'],
  plan: (network, { imageShape, classNames }) =>
    vgg19Plan(imageShape, classNames.length, { ...network, frozenThrough: network.transfer?.frozenThrough ?? null }),
  startingWeights: ({ transfer }) => (transfer === null ? null : 'vgg19-imagenet'),
  start: ({ transfer, headUnits }) => {
    if (transfer === null) return { kind: 'random' };
    const { frozenThrough } = transfer;
    if (frozenThrough === null) return { kind: 'tuned' };
    return frozenThrough === 'block5_pool' && headUnits === 0
      ? { kind: 'head' }
      : { kind: 'frozen', layer: frozenThrough };
  },
});
