import { NETWORKS, type NetworkSpec } from './network-spec';

/** Weights that others trained and that a network can start from. How they are found and read is main's business. */
export interface WeightsFacts {
  readonly name: WeightsName;
  readonly title: string;
  readonly description: string;
  readonly homepage: string;
  readonly citation: string;
  readonly downloadBytes: number;
}

export const WEIGHTS_NAMES = ['vgg19-imagenet'] as const;
export type WeightsName = (typeof WEIGHTS_NAMES)[number];

export const WEIGHTS: Readonly<Record<WeightsName, WeightsFacts>> = {
  'vgg19-imagenet': {
    name: 'vgg19-imagenet',
    title: 'VGG19’s ImageNet weights',
    description: 'The 16 convolutions of VGG19 as trained on ImageNet, without its dense layers.',
    homepage: 'https://keras.io/api/applications/vgg',
    citation:
      'K. Simonyan, A. Zisserman: Very deep convolutional networks for large-scale image recognition. ICLR 2015.',
    downloadBytes: 80_134_624,
  },
};

/** What a network starts from; null for random weights. */
export function startingWeightsOf(network: NetworkSpec): WeightsName | null {
  return NETWORKS.get(network.kind).startingWeights(network);
}

/** Where weights stand on this machine. */
export type WeightsState =
  /** *isOfficial*: whether its bytes are those that Keras publishes, by their checksum. */
  { readonly kind: 'installed'; readonly file: string; readonly isOfficial: boolean } | { readonly kind: 'missing' };

export interface WeightsInfo {
  readonly facts: WeightsFacts;
  readonly state: WeightsState;
}
