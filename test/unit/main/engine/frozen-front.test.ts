import { describe, expect, it } from 'vitest';

import type { CompiledNetwork, Engine } from '#main/engine/engine';
import { initialWeights } from '#main/engine/initial-weights';
import { cutFront, frozenDepth } from '#shared/networks/frozen-front';
import { createGraphEngine } from '#main/engine/graph/graph-engine';
import { createLayersEngine } from '#main/engine/layers/layers-engine';
import { loadTensorflow } from '#main/engine/tensorflow';
import { createRandom } from '#shared/basics/random';
import { planLayers, type Layer } from '#shared/networks/layer';
import { layersOf, type NetworkPlan } from '#shared/networks/plan';
import { vgg19Tower } from '#shared/networks/vgg19';

const tf = loadTensorflow();
const ENGINES: readonly (readonly [string, Engine])[] = [
  ['the layers engine', createLayersEngine(tf)],
  ['the graph engine', createGraphEngine(tf)],
  ['the graph engine, which keeps nothing', createGraphEngine(tf, { cores: 2, mostKeptBytes: 0 })],
];
const random = createRandom(8);
const train = {
  images: Uint8Array.from({ length: 10 * 8 * 8 * 3 }, () => random.integer(256)),
  labels: Uint8Array.from({ length: 10 }, (_, index) => index % 3),
  count: 10,
};
const batch = (...first: readonly number[]) => ({ first: Uint32Array.from(first) });
const all = batch(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

/** Two convolutions, the first `frozen` of them frozen, and a softmax. */
function planOf(frozen: 0 | 1 | 2): NetworkPlan {
  const conv = { kind: 'conv2d', filters: 4, kernel: [3, 3], padding: 'same', activation: 'relu' } as const;
  const layers: readonly Layer[] = [
    { ...conv, name: 'conv1', frozen: frozen > 0 },
    { kind: 'maxPool2d', name: 'pool1', size: 2 },
    { ...conv, name: 'conv2', frozen: frozen > 1 },
    { kind: 'maxPool2d', name: 'pool2', size: 2 },
    { kind: 'flatten', name: 'flatten' },
  ];
  return {
    network: 'tiny',
    inputs: [{ name: 'image', shape: [8, 8, 3] }],
    scaling: 'imagenet',
    towers: [{ name: 'tower', inputs: ['image'], layers: planLayers('tower', [8, 8, 3], layers) }],
    branches: [
      {
        name: 'class',
        output: 'class',
        head: 'first',
        headShape: [16],
        layers: planLayers('joint', [16], [{ kind: 'dense', name: 'classes', units: 3, activation: 'softmax' }]),
      },
    ],
  };
}

async function compiled(engine: Engine, frozen: 0 | 1 | 2, weightSeed = 1): Promise<CompiledNetwork> {
  const plan = planOf(frozen);
  const training = { optimiser: 'sgd', learningRate: 1e-4, momentum: 0.9 } as const;
  const network = await engine.compile({ plan, training, train, seed: 1 });
  network.importWeights(initialWeights(plan, weightSeed));
  return network;
}

const valuesOf = (network: CompiledNetwork): ReadonlyMap<string, Float32Array> =>
  new Map(network.exportWeights().map(({ name, values }) => [name, values]));

describe('the front of a tower', () => {
  it('reaches to the first layer that is trained or left to chance', () => {
    const depths = ([0, 1, 2] as const).map((frozen) => frozenDepth(planOf(frozen).towers[0]?.layers ?? []));
    expect(depths).toEqual([0, 2, 5]);
    expect(frozenDepth(vgg19Tower('tower', [32, 32, 3], 'block1_pool'))).toBe(3);
    expect(frozenDepth(vgg19Tower('tower', [32, 32, 3], 'block5_pool'))).toBe(22);
    const dropped = planLayers(
      'tower',
      [4],
      [
        { kind: 'dense', name: 'dense', units: 2, activation: 'relu', frozen: true },
        { kind: 'dropout', name: 'dropout', rate: 0.5 },
      ],
    );
    expect(frozenDepth(dropped)).toBe(1);
  });
});

describe('a network cut behind its frozen front', () => {
  it('is the front and the rest, of the same layers, and the rest takes what the front gives', () => {
    const plan = planOf(1);
    const cut = cutFront(plan);
    expect(cut?.fronts.map(({ name, layers }) => [name, layers.map(({ layer }) => layer.name)])).toEqual([
      ['tower', ['conv1', 'pool1']],
    ]);
    expect(cut?.rest.inputs).toEqual([{ name: 'image', shape: [4, 4, 4] }]);
    expect([...(cut?.fronts[0]?.layers ?? []), ...layersOf(cut?.rest ?? plan)]).toEqual(layersOf(plan));
  });

  it('leaves no layer of a tower that is frozen as a whole', () => {
    expect(cutFront(planOf(2))?.rest.towers[0]?.layers).toEqual([]);
    expect(cutFront(planOf(2))?.rest.inputs[0]?.shape).toEqual([16]);
  });

  it('is whole where nothing is frozen', () => {
    expect(cutFront(planOf(0))).toBeNull();
  });
});

describe.each(ENGINES)('frozen layers in %s', (_, engine) => {
  const compile = (frozen: 0 | 1 | 2, weightSeed?: number) => compiled(engine, frozen, weightSeed);

  it.each([1, 2] as const)('%s of them stay bit for bit what they were while the rest learns', async (frozen) => {
    const network = await compile(frozen);
    const before = valuesOf(network);
    for (let step = 0; step < 5; step++) network.trainBatch(all);
    for (const [name, values] of valuesOf(network)) {
      const isFrozen = name.startsWith('tower/conv1') || (frozen === 2 && name.startsWith('tower/'));
      const same = values.every((value, place) => Object.is(value, before.get(name)?.[place]));
      expect(same, name).toBe(isFrozen);
    }
    network.dispose();
  });

  it('leave the others the losses and the first step that they have where nothing is frozen', async () => {
    const [free, frozen] = [await compile(0), await compile(2)];
    const losses = [free, frozen].map((network) => network.trainBatch(all).loss);
    expect(losses[1]).toBeCloseTo(losses[0] ?? Number.NaN, 4);
    const [expected, found] = [valuesOf(free), valuesOf(frozen)];
    for (const name of ['joint/classes/kernel', 'joint/classes/bias']) {
      found.get(name)?.forEach((value, place) => expect(value).toBeCloseTo(expected.get(name)?.[place] ?? 0, 5));
    }
    [free, frozen].forEach((network) => network.dispose());
  });

  it('give each image the same features, in whatever company it comes', async () => {
    const network = await compile(2);
    const together = network.predict(train, all).class ?? new Float32Array();
    for (const images of [[3], [9, 3], [3, 3, 0]]) {
      const alone = network.predict(train, batch(...images)).class ?? new Float32Array();
      images.forEach((image, place) => {
        const [row, expected] = [alone.subarray(3 * place, 3 * place + 3), together.subarray(3 * image, 3 * image + 3)];
        row.forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? 0, 6));
      });
    }
    network.dispose();
  });

  it('are asked anew for another set, and after an import', async () => {
    const network = await compile(2);
    const first = network.predict(train, all).class;
    const other = { ...train, images: train.images.map((value) => 255 - value) };
    expect(network.predict(other, all).class).not.toEqual(first);
    expect(network.predict(train, all).class).toEqual(first);
    network.importWeights(initialWeights(planOf(2), 2));
    const fresh = await compile(2, 2);
    expect(network.predict(train, all).class).toEqual(fresh.predict(train, all).class);
    [network, fresh].forEach((made) => made.dispose());
  });

  it('hold no more tensors after one step than after another, and none in the end', async () => {
    const other = await compile(0);
    const empty = other.tensorCount();
    const network = await compile(1);
    network.trainBatch(all);
    network.predict(train, all);
    const count = network.tensorCount();
    for (let step = 0; step < 3; step++) {
      network.trainBatch(all);
      network.predict(train, batch(1, 2));
    }
    expect(network.tensorCount()).toBe(count);
    network.dispose();
    expect(other.tensorCount()).toBe(empty);
    other.dispose();
  });
});

describe.each(ENGINES)('training and prediction in %s', (_, engine) => {
  it.each(['unit', 'standardised', 'imagenet'] as const)('see the same image by the scaling %s', async (scaling) => {
    const plan = { ...planOf(0), scaling };
    const training = { optimiser: 'adam', learningRate: 0.001, momentum: 0 } as const;
    const network = await engine.compile({ plan, training, train, pixels: { mean: 127, deviation: 60 }, seed: 1 });
    // small, so that no probability is rounded to 0 where the input goes up to 150
    network.importWeights(initialWeights(plan, 1).map((t) => ({ ...t, values: t.values.map((value) => value / 8) })));
    const probabilities = network.predict(train, all).class ?? [];
    const mean =
      [...train.labels].reduce((sum, label, image) => sum - Math.log(probabilities[3 * image + label] ?? 0), 0) /
      train.count;
    expect(network.trainBatch(all).loss).toBeCloseTo(mean, 4);
    network.dispose();
  });
});
