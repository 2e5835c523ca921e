import { BUILT_IN_NETWORKS } from './built-in';
import type { NetworkStart } from './definition';
import { NETWORKS, type BuiltInNetworkKind, type NetworkSpec } from './network-spec';

/** What each network that comes with the lab is called, in English: on every screen, in every table and on the command line. */
export const NETWORK_NAMES = Object.fromEntries(BUILT_IN_NETWORKS.map(({ kind, name }) => [kind, name])) as Readonly<
  Record<BuiltInNetworkKind, string>
>;

/** What a network starts from. */
export function startOf(network: NetworkSpec): NetworkStart {
  return NETWORKS.get(network.kind).start(network);
}

/** A network with what it starts from: messages in English, with the name of its kind for `{network}`. */
export const NETWORK_START_TEXTS = {
  tuned: 'ImageNet {network}',
  frozen: 'ImageNet {network}, frozen through {layer}',
  head: 'ImageNet {network}, frozen, with a small head',
} as const satisfies Readonly<Record<Exclude<NetworkStart['kind'], 'random'>, string>>;

/** The name of a network of a design, in English. */
export function networkName(network: NetworkSpec): string {
  const { name } = NETWORKS.get(network.kind);
  const start = startOf(network);
  if (start.kind === 'random') return name;
  return NETWORK_START_TEXTS[start.kind]
    .replace('{network}', name)
    .replace('{layer}', start.kind === 'frozen' ? start.layer : '');
}
