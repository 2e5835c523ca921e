import type { NetworkKind, NetworkSpec } from './network-spec';

/** What each kind of network is called, in English: on every screen, in every table and on the command line. */
export const NETWORK_NAMES = {
  vanilla: 'vanilla',
  'siamese-vanilla': 'siamese vanilla',
  discrimination: 'discrimination',
  joint: 'joint',
  emnist: 'EMNIST toy network',
  vgg19: 'VGG19',
  'vgg16-bn': 'VGG16-BN',
  'siamese-vgg19': 'siamese VGG19',
  'siamese-vgg16-bn': 'siamese VGG16-BN',
} as const satisfies Readonly<Record<NetworkKind, string>>;

/** What a network starts from, as far as its name tells. *head*: all but the classes is frozen. */
export type NetworkStart =
  | { readonly kind: 'random' }
  | { readonly kind: 'tuned' }
  | { readonly kind: 'frozen'; readonly layer: string }
  | { readonly kind: 'head' };

export function startOf(network: NetworkSpec): NetworkStart {
  if (network.kind !== 'vgg19' || network.transfer === null) return { kind: 'random' };
  const { frozenThrough } = network.transfer;
  if (frozenThrough === null) return { kind: 'tuned' };
  const isAllFrozen = frozenThrough === 'block5_pool' && network.headUnits === 0;
  return isAllFrozen ? { kind: 'head' } : { kind: 'frozen', layer: frozenThrough };
}

/** A network with what it starts from: messages in English, with the name of its kind for `{network}`. */
export const NETWORK_START_TEXTS = {
  tuned: 'ImageNet {network}',
  frozen: 'ImageNet {network}, frozen through {layer}',
  head: 'ImageNet {network}, frozen, with a small head',
} as const satisfies Readonly<Record<Exclude<NetworkStart['kind'], 'random'>, string>>;

/** The name of a network of a design, in English. */
export function networkName(network: NetworkSpec): string {
  const start = startOf(network);
  if (start.kind === 'random') return NETWORK_NAMES[network.kind];
  return NETWORK_START_TEXTS[start.kind]
    .replace('{network}', NETWORK_NAMES[network.kind])
    .replace('{layer}', start.kind === 'frozen' ? start.layer : '');
}
