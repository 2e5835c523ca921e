import type { ImageFacts } from '../datasets/datasets';
import { NETWORKS, type NetworkSpec } from './network-spec';
import type { NetworkPlan } from './plan';

/**
 * The network of a design, laid out for the images and classes of a dataset.
 * @throws RangeError where the images are too small for it
 */
export function planNetwork(network: NetworkSpec, facts: ImageFacts): NetworkPlan {
  return { ...NETWORKS.get(network.kind).plan(network, facts), network: network.kind };
}
