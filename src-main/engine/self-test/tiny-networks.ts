import { DEVICE_CHECKS } from '#shared/devices/devices';
import { planLayers, sizeOf, type Layer } from '#shared/networks/layer';
import { headShape, type Branch, type HeadKind, type NetworkPlan } from '#shared/networks/plan';

import type { ImageSet } from '../../datasets/dataset';
import { createRandom } from '#shared/basics/random';
import type { NamedTensor } from '#shared/networks/named-tensor';

/** Small enough to be differentiated weight by weight, and of every kind of layer, head and output. */
export const TINY_IMAGE = [6, 6, 2];

const PLAIN: readonly Layer[] = [
  { kind: 'conv2d', name: 'conv', filters: 3, kernel: [3, 3], padding: 'valid', activation: 'relu' },
  { kind: 'maxPool2d', name: 'pool', size: 2 },
  { kind: 'flatten', name: 'flatten' },
  { kind: 'dense', name: 'dense', units: 4, activation: 'linear' },
];
const NORMALISED: readonly Layer[] = [
  { kind: 'conv2d', name: 'conv', filters: 3, kernel: [3, 3], padding: 'same', activation: 'relu', l2: 0.05 },
  { kind: 'batchNorm', name: 'norm' },
  { kind: 'conv2d', name: 'conv2', filters: 4, kernel: [2, 2], padding: 'valid', activation: 'relu' },
  { kind: 'maxPool2d', name: 'pool', size: 2 },
  { kind: 'flatten', name: 'flatten' },
  { kind: 'dense', name: 'dense', units: 4, activation: 'linear', l2: 0.1 },
  { kind: 'batchNorm', name: 'norm2' },
];
const DROPPING: readonly Layer[] = PLAIN.flatMap((layer): readonly Layer[] =>
  layer.kind === 'maxPool2d' || layer.kind === 'dense'
    ? [layer, { kind: 'dropout', name: `${layer.name}-dropout`, rate: 0.3 }]
    : [layer],
);
const FROZEN: readonly Layer[] = NORMALISED.map((layer) =>
  layer.name === 'conv' || layer.name === 'norm' ? { ...layer, frozen: true } : layer,
);
const FROZEN_THROUGH: readonly Layer[] = PLAIN.map((layer) =>
  layer.kind === 'conv2d' || layer.kind === 'dense' ? { ...layer, frozen: true } : layer,
);

function tiny(
  towers: 'one' | 'separate' | 'shared',
  head: HeadKind,
  outputs: readonly Branch['output'][],
  layers: readonly Layer[] = PLAIN,
): NetworkPlan {
  const inputs = towers === 'one' ? ['first'] : ['first', 'second'];
  const tower = (name: string, of: readonly string[]) => ({
    name,
    inputs: of,
    layers: planLayers(name, TINY_IMAGE, layers),
  });
  const joined = headShape(head, 4);
  return {
    network: 'tiny',
    inputs: inputs.map((name) => ({ name, shape: TINY_IMAGE })),
    scaling: 'unit',
    towers:
      towers === 'separate' ? [tower('tower-a', ['first']), tower('tower-b', ['second'])] : [tower('tower', inputs)],
    branches: outputs.map((name) => ({
      name,
      output: name,
      head,
      headShape: joined,
      layers: planLayers('joint', joined, [
        { kind: 'dense', name: `${name}-hidden`, units: 5, activation: 'relu' },
        {
          kind: 'dense',
          name: `${name}-out`,
          units: name === 'class' ? 3 : 1,
          activation: name === 'class' ? 'softmax' : 'sigmoid',
        },
      ]),
    })),
  };
}

export const TINY_NETWORKS: readonly { readonly name: string; readonly plan: NetworkPlan }[] = [
  { name: DEVICE_CHECKS.plain, plan: tiny('one', 'first', ['class']) },
  { name: DEVICE_CHECKS.separate, plan: tiny('separate', 'concatenate', ['class']) },
  { name: DEVICE_CHECKS.shared, plan: tiny('shared', 'concatenate', ['class']) },
  { name: DEVICE_CHECKS.difference, plan: tiny('shared', 'absoluteDifference', ['class']) },
  { name: DEVICE_CHECKS.distance, plan: tiny('shared', 'distance', ['same']) },
  { name: DEVICE_CHECKS.distanceAndBoth, plan: tiny('shared', 'distanceAndBoth', ['same']) },
  { name: DEVICE_CHECKS.both, plan: tiny('shared', 'distanceAndBoth', ['class', 'same']) },
  { name: DEVICE_CHECKS.normalised, plan: tiny('one', 'first', ['class'], NORMALISED) },
  { name: DEVICE_CHECKS.normalisedShared, plan: tiny('shared', 'concatenate', ['class'], NORMALISED) },
  { name: DEVICE_CHECKS.frozen, plan: tiny('one', 'first', ['class'], FROZEN) },
  { name: DEVICE_CHECKS.frozenTower, plan: tiny('shared', 'distanceAndBoth', ['same'], FROZEN_THROUGH) },
  { name: DEVICE_CHECKS.standardised, plan: { ...tiny('one', 'first', ['class']), scaling: 'standardised' } },
  { name: DEVICE_CHECKS.dropout, plan: tiny('one', 'first', ['class'], DROPPING) },
  { name: DEVICE_CHECKS.dropoutShared, plan: tiny('shared', 'distanceAndBoth', ['class', 'same'], DROPPING) },
];

/** Random pixels and classes of three. */
export function tinyImages(count: number, seed: number): ImageSet {
  const random = createRandom(seed);
  return {
    images: Uint8Array.from({ length: count * sizeOf(TINY_IMAGE) }, () => random.integer(256)),
    labels: Uint8Array.from({ length: count }, () => random.integer(3)),
    count,
  };
}

/** Weights large enough for every gradient to matter, by the plan's names. */
export function tinyWeights(
  weights: readonly { readonly name: string; readonly shape: readonly number[]; readonly role: string }[],
  seed: number,
): readonly NamedTensor[] {
  const random = createRandom(seed);
  return weights.map(({ name, shape, role }) => ({
    name,
    shape,
    values: Float32Array.from({ length: sizeOf(shape) }, () =>
      role === 'movingVariance' ? 0.5 + random.next() : 0.4 * random.normal(),
    ),
  }));
}
