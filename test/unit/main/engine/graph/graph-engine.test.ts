import { describe, expect, it } from 'vitest';

import type { CompiledNetwork, Engine, TrainingBatch } from '#main/engine/engine';
import type { NamedTensor } from '#shared/networks/named-tensor';
import { createGraphEngine } from '#main/engine/graph/graph-engine';
import { createLayersEngine } from '#main/engine/layers/layers-engine';
import { TINY_NETWORKS, tinyImages, tinyWeights } from '#main/engine/self-test/tiny-networks';
import { loadTensorflow } from '#main/engine/tensorflow';
import { isSiamese, weightsOf, type NetworkPlan } from '#shared/networks/plan';

const tf = loadTensorflow();
const graph = createGraphEngine(tf);
const layers = createLayersEngine(tf);
const images = tinyImages(9, 3);
const test = tinyImages(7, 4);

type Training = Parameters<Engine['compile']>[0]['training'];
const ADAM: Training = { optimiser: 'adam', learningRate: 0.01, momentum: 0.9 };
/** Adam would make much of a gradient that is next to nothing, and of what rounding makes of it. */
const GENTLE: Training = { optimiser: 'sgd', learningRate: 0.05, momentum: 0.9 };
/** Float32 losses of about 1 give slopes to some 1e-4 over the smallest. */
const WIDTHS = [2e-3, 6e-4, 2e-4];
/** After one step, what a weight was less what it is, is its gradient. */
const BARE: Training = { optimiser: 'sgd', learningRate: 1, momentum: 0 };

async function compiled(engine: Engine, plan: NetworkPlan, training: Training): Promise<CompiledNetwork> {
  const pixels = { mean: 120, deviation: 60 };
  const network = await engine.compile({ plan, training, train: images, pixels, seed: 11 });
  network.importWeights(tinyWeights(weightsOf(plan), 6));
  return network;
}

/** Batches of different sizes, as the last one of an epoch is. */
function batchOf(plan: NetworkPlan, step: number): TrainingBatch {
  const first = Uint32Array.from({ length: step % 2 === 0 ? 5 : 4 }, (_, place) => (step * 3 + place) % images.count);
  if (!isSiamese(plan)) return { first };
  const second = first.map((index) => (index + 2) % images.count);
  const same = Uint8Array.from(first, (index, place) =>
    Number(images.labels[index] === images.labels[second[place] ?? 0]),
  );
  return { first, second, same, weights: Float32Array.from(same, (isSame) => 1 + isSame) };
}

const valuesOf = (weights: readonly NamedTensor[]): readonly number[] => weights.flatMap(({ values }) => [...values]);
const largestGap = (one: readonly number[], other: readonly number[]): number => {
  expect(one).toHaveLength(other.length);
  return Math.max(...one.map((value, place) => Math.abs(value - (other[place] ?? Number.NaN))));
};

describe('the graph engine does what the layers engine does', () => {
  it.each(TINY_NETWORKS)('for $name: losses, hits, weights, outputs', async ({ plan }) => {
    const [one, other] = [await compiled(graph, plan, GENTLE), await compiled(layers, plan, GENTLE)];
    for (let step = 0; step < 6; step++) {
      const [mine, theirs] = [one.trainBatch(batchOf(plan, step)), other.trainBatch(batchOf(plan, step))];
      expect(mine.loss).toBeCloseTo(theirs.loss, 4);
      expect(mine.correct).toBe(theirs.correct);
    }
    expect(largestGap(valuesOf(one.exportWeights()), valuesOf(other.exportWeights()))).toBeLessThan(2e-3);
    expect(one.penalty()).toBeCloseTo(other.penalty(), 4);
    const shown = { first: Uint32Array.of(6, 0, 2), second: Uint32Array.of(1, 0, 5) };
    for (const set of [test, images]) {
      const [mine, theirs] = [one.predict(set, shown), other.predict(set, shown)];
      expect(Object.keys(mine).toSorted()).toEqual(Object.keys(theirs).toSorted());
      for (const name of ['class', 'same'] as const) {
        expect(largestGap([...(mine[name] ?? [0])], [...(theirs[name] ?? [0])])).toBeLessThan(1e-3);
      }
    }
    one.dispose();
    other.dispose();
  });
});

describe('its gradients are those of the layers engine', () => {
  it.each(TINY_NETWORKS)('for $name', async ({ plan }) => {
    const [one, other] = [await compiled(graph, plan, BARE), await compiled(layers, plan, BARE)];
    for (const network of [one, other]) network.trainBatch(batchOf(plan, 0));
    expect(largestGap(valuesOf(one.exportWeights()), valuesOf(other.exportWeights()))).toBeLessThan(2e-5);
    one.dispose();
    other.dispose();
  });
});

it('moves by Adam as the layers engine does', async () => {
  const plan = TINY_NETWORKS.find(({ name }) => name === 'both outputs at once')?.plan;
  if (plan === undefined) throw new Error('There is no such network.');
  const [one, other] = [await compiled(graph, plan, ADAM), await compiled(layers, plan, ADAM)];
  for (let step = 0; step < 10; step++) {
    expect(one.trainBatch(batchOf(plan, step)).loss).toBeCloseTo(other.trainBatch(batchOf(plan, step)).loss, 4);
  }
  expect(largestGap(valuesOf(one.exportWeights()), valuesOf(other.exportWeights()))).toBeLessThan(1e-4);
});

describe('its gradients agree with finite differences', () => {
  it.each(TINY_NETWORKS.filter(({ name }) => !name.startsWith('dropout')))('for $name', async ({ plan }) => {
    const network = await compiled(graph, plan, BARE);
    const start = tinyWeights(weightsOf(plan), 6);
    const batch = batchOf(plan, 0);
    network.trainBatch(batch);
    const after = new Map(network.exportWeights().map(({ name, values }) => [name, values]));
    const lossAt = (name: string, place: number, by: number): number => {
      network.importWeights(
        start.map((tensor) =>
          tensor.name === name
            ? { ...tensor, values: tensor.values.map((value, at) => (at === place ? value + by : value)) }
            : tensor,
        ),
      );
      return network.trainBatch(batch).loss;
    };
    let compared = 0;
    const kinks: string[] = [];
    for (const { name, trainable } of weightsOf(plan)) {
      const before = start.find((tensor) => tensor.name === name)?.values ?? new Float32Array();
      if (!trainable) continue;
      for (let place = 0; place < before.length; place += 5) {
        const gradient = (before[place] ?? Number.NaN) - (after.get(name)?.[place] ?? Number.NaN);
        const slopes = WIDTHS.map((width) => (lossAt(name, place, width) - lossAt(name, place, -width)) / (2 * width));
        const gap = Math.min(...slopes.map((slope) => Math.abs(slope - gradient)));
        if (gap > 4e-3 * (1 + Math.abs(gradient)))
          kinks.push(`${name}[${place}]: ${gradient}, not ${slopes.join(', ')}`);
        compared += 1;
      }
    }
    // a kink of ReLU or of pooling may lie within every width; a gradient that is wrong is wrong in many places
    expect(kinks.length / compared, kinks.join('\n')).toBeLessThanOrEqual(0.02);
    expect(compared).toBeGreaterThan(5);
    network.dispose();
  });
});

describe.each([
  ['the graph engine', graph],
  ['the layers engine', layers],
])('a network saved and restored in %s', (_, engine) => {
  it.each(TINY_NETWORKS.flatMap(({ name, plan }) => [ADAM, GENTLE].map((training) => ({ name, plan, training }))))(
    'goes on as one that was not, to the last bit: $name, $training.optimiser',
    async ({ plan, training }) => {
      const through = await compiled(engine, plan, training);
      for (let step = 0; step < 3; step++) through.trainBatch(batchOf(plan, step));
      const saved = through.saveState();
      const kept = saved.tensors.map(({ values }) => [...values]);
      const other = await compiled(engine, plan, training);
      other.trainBatch(batchOf(plan, 7));
      other.loadState(saved);
      for (let step = 3; step < 6; step++) {
        expect(other.trainBatch(batchOf(plan, step))).toEqual(through.trainBatch(batchOf(plan, step)));
      }
      expect(other.saveState()).toEqual(through.saveState());
      expect(saved.tensors.map(({ values }) => [...values])).toEqual(kept);
      expect(saved.step).toBe(3);
      through.dispose();
      other.dispose();
    },
  );
});

it('leaves frozen weights as they were, to the last bit', async () => {
  for (const { plan } of TINY_NETWORKS.filter(({ name }) => name.includes('frozen'))) {
    const network = await compiled(graph, plan, ADAM);
    for (let step = 0; step < 3; step++) network.trainBatch(batchOf(plan, step));
    const frozen = weightsOf(plan).filter(({ trainable }) => !trainable);
    const after = new Map(network.exportWeights().map(({ name, values }) => [name, values]));
    expect(frozen.length).toBeGreaterThan(0);
    for (const { name, values } of tinyWeights(weightsOf(plan), 6)) {
      const layer = plan.towers
        .flatMap((tower) => tower.layers)
        .find(({ weights }) => weights.some((weight) => weight.name === name));
      if (layer !== undefined && 'frozen' in layer.layer) expect(after.get(name)).toEqual(values);
    }
    network.dispose();
  }
});

it('repeats itself to the last bit, and holds no more tensors with every step', async () => {
  const [{ plan }] = TINY_NETWORKS.filter(({ name }) => name === 'dropout in shared towers') as [
    (typeof TINY_NETWORKS)[number],
  ];
  const runs: (readonly number[])[] = [];
  for (let time = 0; time < 2; time++) {
    const network = await compiled(graph, plan, ADAM);
    network.trainBatch(batchOf(plan, 0));
    const tensors = network.tensorCount();
    const losses = [1, 2, 3, 4].map((step) => network.trainBatch(batchOf(plan, step)).loss);
    expect(network.tensorCount()).toBe(tensors);
    runs.push([...losses, ...valuesOf(network.exportWeights())]);
    network.dispose();
  }
  expect(runs[0]).toEqual(runs[1]);
});

it('trains on weights of its own: those that it was given stay as they were', async () => {
  const plan = TINY_NETWORKS.find(({ name }) => name === 'batch normalisation and L2')?.plan;
  if (plan === undefined) throw new Error('There is no such network.');
  const network = await compiled(graph, plan, ADAM);
  // TensorFlow shares an array that lies at a multiple of 64 bytes: of so many, some do
  const given = Array.from({ length: 8 }, () => tinyWeights(weightsOf(plan), 6));
  for (const weights of given) {
    network.importWeights(weights);
    for (let step = 0; step < 3; step++) network.trainBatch(batchOf(plan, step));
  }
  for (const weights of given) expect(weights).toEqual(tinyWeights(weightsOf(plan), 6));
  network.dispose();
});

it('refuses weights that are not those of the plan', async () => {
  const plan = TINY_NETWORKS[0]?.plan;
  if (plan === undefined) throw new Error('There is no network.');
  const network = await compiled(graph, plan, ADAM);
  expect(() => network.importWeights([])).toThrow(
    'Received none for the weight tower/conv/kernel; expected one of shape [3, 3, 2, 3].',
  );
  network.dispose();
});
