import { describe, expect, it } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import { completeNetwork, type NetworkDraft } from '#shared/experiment/experiment';
import { halfPlan, halfWeights } from '#shared/networks/half';
import { planNetwork } from '#shared/networks/index';
import { layersOf, parameterCount, weightsOf, type NetworkPlan } from '#shared/networks/plan';
import { sizeOf } from '#shared/networks/layer';

const planOf = (network: NetworkDraft): NetworkPlan => planNetwork(completeNetwork(network), DATASETS.get('cifar10'));

describe('half of a siamese network', () => {
  it('is a plain network: of the siamese vanilla one, the vanilla network itself', () => {
    const vanilla = planOf({ kind: 'vanilla' });
    const half = halfPlan(planOf({ kind: 'siamese-vanilla' }), 'b');
    expect([parameterCount(half), half.inputs.length]).toEqual([79_274, 1]);
    expect(layersOf(half).map(({ layer, outputShape }) => [layer, outputShape])).toEqual(
      layersOf(vanilla).map(({ layer, outputShape }) => [layer, outputShape]),
    );
  });

  it.each([
    { network: 'siamese-vanilla', towers: 'separate', a: 'tower-a', b: 'tower-b' },
    { network: 'siamese-vanilla', towers: 'shared', a: 'tower', b: 'tower' },
    { network: 'joint', towers: 'separate', a: 'tower-a', b: 'tower-b' },
    { network: 'siamese-vgg16-bn', towers: 'separate', a: 'tower-a', b: 'tower-b' },
    { network: 'siamese-vgg19', towers: 'shared', a: 'tower', b: 'tower' },
  ] as const)('has its own tower: $network, $towers', ({ network, towers, a, b }) => {
    const plan = planOf({ kind: network, towers });
    for (const [half, scope] of [
      ['a', a],
      ['b', b],
    ] as const) {
      const cut = halfPlan(plan, half);
      expect(new Set(weightsOf(cut).map(({ name }) => name.split('/')[0]))).toEqual(new Set([scope, 'joint']));
      expect(cut.branches).toMatchObject([
        { name: 'class', head: 'first', headShape: [cut.towers[0]?.layers.at(-1)?.outputShape[0]] },
      ]);
    }
  });

  it('takes its rows of the kernel after the head, and the bias whole', () => {
    const plan = planOf({ kind: 'siamese-vanilla', embedding: 3 });
    const weights = weightsOf(plan).map(({ name, shape }) => ({
      name,
      shape,
      values: Float32Array.from({ length: sizeOf(shape) }, (_, index) => index),
    }));
    const kernelOf = (half: 'a' | 'b') =>
      halfWeights(plan, weights, half).find(({ name }) => name === 'joint/classes/kernel');
    expect(kernelOf('a')).toMatchObject({ shape: [3, 10], values: Float32Array.from({ length: 30 }, (_, at) => at) });
    expect(kernelOf('b')).toMatchObject({
      shape: [3, 10],
      values: Float32Array.from({ length: 30 }, (_, at) => 30 + at),
    });
    expect(halfWeights(plan, weights, 'b').map(({ name, shape }) => [name, shape])).toEqual(
      weightsOf(halfPlan(plan, 'b')).map(({ name, shape }) => [name, shape]),
    );
    expect(halfWeights(plan, weights, 'b').at(-1)).toBe(weights.at(-1));
  });

  it('is refused of a network that cannot be cut, and without all of its weights', () => {
    expect(() => halfPlan(planOf({ kind: 'vanilla' }), 'a')).toThrow(
      'Received vanilla, with one image and the head first',
    );
    expect(() => halfPlan(planOf({ kind: 'discrimination' }), 'a')).toThrow('with two images and no classes');
    expect(() => halfPlan(planOf({ kind: 'siamese-vanilla', head: 'absoluteDifference' }), 'a')).toThrow(
      'the head absoluteDifference; expected a siamese network for classes whose head concatenates',
    );
    expect(() => halfWeights(planOf({ kind: 'siamese-vanilla' }), [], 'a')).toThrow(
      'Received no weight tower-a/conv1/kernel',
    );
  });
});
