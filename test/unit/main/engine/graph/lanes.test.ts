import { availableParallelism } from 'node:os';

import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { CompiledNetwork, Engine, TrainingBatch } from '#main/engine/engine';
import { createGraphEngine } from '#main/engine/graph/graph-engine';
import { laneBounds, laneCountFor, signatureFor, threadsOfKernel } from '#main/engine/graph/lanes';
import { createLayersEngine } from '#main/engine/layers/layers-engine';
import { loadTensorflow } from '#main/engine/tensorflow';
import { isSiamese, weightsOf, type NetworkPlan } from '#shared/networks/plan';
import { TINY_NETWORKS, tinyImages, tinyWeights } from '#main/engine/self-test/tiny-networks';

const tf = loadTensorflow();
/** Long enough for lanes, and not a multiple of their number. */
const LENGTH = 8 * Math.min(8, availableParallelism()) + 3;
const images = tinyImages(LENGTH + 4, 3);

async function compiled(engine: Engine, plan: NetworkPlan): Promise<CompiledNetwork> {
  const network = await engine.compile({
    plan,
    training: { optimiser: 'sgd', learningRate: 0.05, momentum: 0.9 },
    train: images,
    pixels: { mean: 120, deviation: 60 },
    seed: 11,
  });
  network.importWeights(tinyWeights(weightsOf(plan), 6));
  return network;
}

function batchOf(plan: NetworkPlan): TrainingBatch {
  const first = Uint32Array.from({ length: LENGTH }, (_, place) => (place * 5) % images.count);
  if (!isSiamese(plan)) return { first };
  const second = first.map((index) => (index + 2) % images.count);
  const same = Uint8Array.from(first, (index, place) =>
    Number(images.labels[index] === images.labels[second[place] ?? 0]),
  );
  return { first, second, same, weights: Float32Array.from(same, (isSame) => 1 + isSame) };
}

it.each(TINY_NETWORKS)('a batch that is cut trains and predicts as one that is not, for $name', async ({ plan }) => {
  const [cut, whole] = [await compiled(createGraphEngine(tf), plan), await compiled(createLayersEngine(tf), plan)];
  const batch = batchOf(plan);
  for (let step = 0; step < 3; step++) {
    const [mine, theirs] = [cut.trainBatch(batch), whole.trainBatch(batch)];
    expect(mine.loss).toBeCloseTo(theirs.loss, 4);
    expect(mine.correct).toBe(theirs.correct);
  }
  const [mine, theirs] = [cut.predict(images, batch), whole.predict(images, batch)];
  for (const name of ['class', 'same'] as const) {
    expect(mine[name]?.length).toBe(theirs[name]?.length);
    mine[name]?.forEach((value, place) => expect(value).toBeCloseTo(theirs[name]?.[place] ?? Number.NaN, 3));
  }
  cut.dispose();
  whole.dispose();
});

it('a batch is left whole where it is short, and where statistics are taken over all of it', () => {
  expect(signatureFor('train', 2, 16)).toBe('train/lanes');
  expect(signatureFor('train', 2, 15)).toBe('train');
  expect(signatureFor('train', 1, 512)).toBe('train');
  const planOf = (wanted: string): NetworkPlan => {
    const found = TINY_NETWORKS.find(({ name }) => name === wanted);
    if (found === undefined) throw new Error(`There is no network ${wanted}.`);
    return found.plan;
  };
  const cut = planOf('dropout in shared towers');
  const whole = planOf('batch normalisation and L2');
  const shares = (plan: NetworkPlan) =>
    [1, 2, 6, 24].map((cores) => [laneCountFor(plan, cores), threadsOfKernel(plan, cores)]);
  expect(shares(cut)).toEqual([
    [1, 1],
    [2, 1],
    [6, 1],
    [8, 3],
  ]);
  expect(shares(whole)).toEqual([
    [1, 1],
    [1, 2],
    [1, 6],
    [1, 24],
  ]);
});

it.each(TINY_NETWORKS)('gives the same gradients together as alone, and moves nothing, for $name', async ({ plan }) => {
  const network = await compiled(createGraphEngine(tf), plan);
  const batch = batchOf(plan);
  const before = network.exportWeights();
  const rounds = [1, 2, 3].map(() => network.kernelFingerprints?.(batch));
  expect(new Set(rounds.flatMap((round) => [round?.together.join(), round?.alone.join()])).size).toBe(1);
  const [round] = rounds;
  const trained = weightsOf(plan).filter(({ trainable }) => trainable);
  expect(round?.weights).toEqual(trained.map(({ name }) => name));
  expect((round?.alone.length ?? 0) % trained.length).toBe(0);
  expect(network.exportWeights()).toEqual(before);
  network.trainBatch(batch);
  expect(network.kernelFingerprints?.(batch).alone).not.toEqual(round?.alone);
  network.dispose();
});

it('cuts a batch into lanes that hold each of its rows once, of lengths that differ by one at most', () => {
  const sizes = fc
    .tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 8 }))
    .filter(([rows, lanes]) => rows >= lanes);
  fc.assert(
    fc.property(sizes, ([rows, lanes]) => {
      const bounds = laneBounds(rows, lanes);
      expect(bounds).toHaveLength(lanes);
      expect(bounds.flatMap(({ from, size }) => Array.from({ length: size }, (_, row) => from + row))).toEqual(
        Array.from({ length: rows }, (_, row) => row),
      );
      const lengths = bounds.map(({ size }) => size);
      expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
    }),
  );
});
