import { describe, expect, it } from 'vitest';

import type { CompiledNetwork, Engine, TrainingBatch } from '#main/engine/engine';
import { createGraphEngine } from '#main/engine/graph/graph-engine';
import { createLayersEngine } from '#main/engine/layers/layers-engine';
import { TINY_NETWORKS, tinyImages, tinyWeights } from '#main/engine/self-test/tiny-networks';
import { loadTensorflow } from '#main/engine/tensorflow';
import { isSiamese, outputsOf, weightsOf, type NetworkPlan } from '#shared/networks/plan';

const tf = loadTensorflow();
const ENGINES = [
  ['graph', createGraphEngine(tf)],
  ['layers', createLayersEngine(tf)],
] as const satisfies readonly (readonly [string, Engine])[];
const images = tinyImages(9, 3);
/** After one step, what a weight was less what it is, is its gradient. */
const BARE = { optimiser: 'sgd', learningRate: 1, momentum: 0 } as const;

async function compiled(engine: Engine, plan: NetworkPlan, labelSmoothing?: number): Promise<CompiledNetwork> {
  const training = labelSmoothing === undefined ? BARE : { ...BARE, labelSmoothing };
  const pixels = { mean: 120, deviation: 60 };
  const network = await engine.compile({ plan, training, train: images, pixels, seed: 11 });
  network.importWeights(tinyWeights(weightsOf(plan), 6));
  return network;
}

/** Networks of one output, the class, in which nothing is dropped, normalised or penalised: what they say is what they learn by. */
const PLAIN = TINY_NETWORKS.filter(({ plan }) => {
  const layers = [...plan.towers, ...plan.branches].flatMap((part) => part.layers.map(({ layer }) => layer.kind));
  const [only, ...others] = outputsOf(plan);
  const isPlain = !layers.includes('dropout') && !layers.includes('batchNorm');
  return isPlain && only?.kind === 'class' && others.length === 0 && weightsOf(plan).every(({ l2 }) => l2 === 0);
});

function batchOf(plan: NetworkPlan): TrainingBatch {
  const first = Uint32Array.of(3, 0, 7, 1, 8);
  return isSiamese(plan) ? { first, second: Uint32Array.of(4, 2, 0, 1, 5) } : { first };
}

/** Szegedy et al. 2016, section 7, as it stands there: H(q′, p), q′ = (1 − ε) δ + ε / K. */
function slowLoss(probabilities: Float32Array, labels: readonly number[], smoothing: number): number {
  const classCount = probabilities.length / labels.length;
  const losses = labels.map((label, row) => {
    let loss = 0;
    for (let of = 0; of < classCount; of++) {
      const wanted = (1 - smoothing) * (of === label ? 1 : 0) + smoothing / classCount;
      loss -= wanted * Math.log(probabilities[row * classCount + of] ?? Number.NaN);
    }
    return loss;
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

/** By how much the weights of a network move in one step on a batch. */
function movesOf(network: CompiledNetwork, batch: TrainingBatch): readonly number[] {
  const values = (): readonly number[] => network.exportWeights().flatMap((weight) => [...weight.values]);
  const before = values();
  network.trainBatch(batch);
  return values().map((value, place) => value - (before[place] ?? Number.NaN));
}

it('is tested on networks that there are', () => {
  expect(PLAIN.length).toBeGreaterThan(1);
});

describe.each(ENGINES)('label smoothing in the engine %s', (_, engine) => {
  it.each(PLAIN.map((each, place) => ({ ...each, smoothing: [0.1, 0.6][place % 2] ?? 0 })))(
    'is what the formula says: $name, $smoothing',
    async ({ plan, smoothing }) => {
      const network = await compiled(engine, plan, smoothing);
      const batch = batchOf(plan);
      const said = network.predict(images, batch).class;
      if (said === undefined) throw new Error('The network tells no class.');
      const labels = [...batch.first].map((index) => images.labels[index] ?? 0);
      expect(network.trainBatch(batch).loss).toBeCloseTo(slowLoss(said, labels, smoothing), 5);
      network.dispose();
    },
  );

  it.each(PLAIN.slice(0, 1))('at 0 is none, bit for bit: $name', async ({ plan }) => {
    const [none, zero] = [await compiled(engine, plan), await compiled(engine, plan, 0)];
    expect(movesOf(zero, batchOf(plan))).toEqual(movesOf(none, batchOf(plan)));
    none.dispose();
    zero.dispose();
  });
});

it.each(PLAIN)('moves the weights alike in both engines, and not as without: $name', async ({ plan }) => {
  const [, graph] = ENGINES[0];
  const [, layers] = ENGINES[1];
  const networks = [await compiled(graph, plan, 0.3), await compiled(layers, plan, 0.3), await compiled(graph, plan)];
  const [one = [], other = [], without = []] = networks.map((network) => movesOf(network, batchOf(plan)));
  const gap = (these: readonly number[], those: readonly number[]): number =>
    Math.max(...these.map((value, place) => Math.abs(value - (those[place] ?? Number.NaN))));
  expect(gap(one, other)).toBeLessThan(2e-5);
  expect(gap(one, without)).toBeGreaterThan(1e-3);
  for (const network of networks) network.dispose();
});
