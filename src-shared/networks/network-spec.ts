import { z } from 'zod';

import { bounded } from '../basics/bounds';
import { describe, expected, kindOf, oneOf } from '../basics/expected';

/** The networks that the lab knows, each a file in `network/`. */
export const NETWORK_KINDS = [
  'vanilla',
  'siamese-vanilla',
  'discrimination',
  'joint',
  'emnist',
  'vgg19',
  'vgg16-bn',
  'siamese-vgg19',
  'siamese-vgg16-bn',
] as const;
export type NetworkKind = (typeof NETWORK_KINDS)[number];

/** Those that look at two images at a time: they are trained on pairs, and have towers. */
export const SIAMESE_NETWORK_KINDS = [
  'siamese-vanilla',
  'discrimination',
  'joint',
  'siamese-vgg19',
  'siamese-vgg16-bn',
] as const satisfies readonly NetworkKind[];
export type SiameseNetworkKind = (typeof SIAMESE_NETWORK_KINDS)[number];

export function isSiameseKind(kind: NetworkKind): kind is SiameseNetworkKind {
  return SIAMESE_NETWORK_KINDS.some((siamese) => siamese === kind);
}

/** Those that say by themselves whether two images are of one class. */
export const SAME_NETWORK_KINDS = ['discrimination', 'joint'] as const satisfies readonly NetworkKind[];

export function tellsSame(kind: NetworkKind): kind is (typeof SAME_NETWORK_KINDS)[number] {
  return SAME_NETWORK_KINDS.some((same) => same === kind);
}

/** Those whose towers are three convolutions and a dense layer, with options in common. */
const SMALL_TOWER_KINDS: readonly NetworkKind[] = ['vanilla', 'siamese-vanilla', 'discrimination', 'joint'];

export function isSmallTowerKind(kind: NetworkKind): boolean {
  return SMALL_TOWER_KINDS.includes(kind);
}

/** Where VGG19 can be frozen: the last layer of each block, as Keras names them. */
export const VGG19_BLOCK_ENDS = ['block1_pool', 'block2_pool', 'block3_pool', 'block4_pool', 'block5_pool'] as const;

const towers = oneOf(['separate', 'shared'], 'separate or shared towers');

/** What can be chosen about a tower of three convolutions. The defaults are the deck's. */
const smallTower = {
  /** Filters of the first convolution; the second has twice, the third four times as many. */
  width: bounded('width').default(32),
  /** Units of the dense layer that ends the tower. */
  embedding: bounded('embedding').default(32),
  dropout: bounded('dropout').default(0.2),
  l2: bounded('l2').default(0),
};

/** Weights that a network starts from, and how far they stay as they are. */
export const transferSpecSchema = z.strictObject({
  weights: oneOf(['imagenet'], 'weights that the lab knows').default('imagenet'),
  /** Everything up to and including this layer is frozen; null to train it all. */
  frozenThrough: z
    .enum(VGG19_BLOCK_ENDS, expected(`the last layer to freeze: ${VGG19_BLOCK_ENDS.join(', ')}, or null`))
    .nullable()
    .default('block5_pool'),
});

/**
 * How pixels are scaled on their way in. *unit*: x / 255. *standardised*: (x − mean) / (std + 1e-7), one mean and one
 * standard deviation over all pixels that are trained on. *imagenet*: blue, green, red, each less its mean over ImageNet.
 */
export const INPUT_SCALINGS = ['unit', 'standardised', 'imagenet'] as const;
export type InputScaling = (typeof INPUT_SCALINGS)[number];

const scaling = oneOf(INPUT_SCALINGS, 'how pixels are scaled');

export const networkSpecSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('vanilla'), ...smallTower }),
    z.strictObject({
      kind: z.literal('siamese-vanilla'),
      ...smallTower,
      towers: towers.default('separate'),
      head: oneOf(['concatenate', 'absoluteDifference'], 'a head that the lab knows').default('concatenate'),
    }),
    z.strictObject({
      kind: z.literal('discrimination'),
      ...smallTower,
      towers: towers.default('shared'),
      head: oneOf(
        ['distanceAndBoth', 'distance', 'absoluteDifference', 'concatenate'],
        'a head that the lab knows',
      ).default('distanceAndBoth'),
    }),
    z.strictObject({ kind: z.literal('joint'), ...smallTower, towers: towers.default('shared') }),
    z.strictObject({ kind: z.literal('emnist') }),
    z.strictObject({
      kind: z.literal('vgg19'),
      scaling: scaling.default('unit'),
      /** Null to start from random weights. */
      transfer: transferSpecSchema.nullable().default(null),
      /** Units of a dense layer with ReLU between the convolutions and the classes; 0 for none. */
      headUnits: bounded('headUnits').default(0),
    }),
    z.strictObject({ kind: z.literal('vgg16-bn') }),
    z.strictObject({ kind: z.literal('siamese-vgg19'), towers: towers.default('separate') }),
    z.strictObject({ kind: z.literal('siamese-vgg16-bn'), towers: towers.default('separate') }),
  ],
  {
    error: (issue) =>
      `Received ${describe(kindOf(issue.input))}; expected a network that the lab knows: ${NETWORK_KINDS.join(', ')}.`,
  },
);

export type NetworkSpec = z.output<typeof networkSpecSchema>;
/** What a person gives of a network: options may be left out. */
export type NetworkDraft = z.input<typeof networkSpecSchema>;
