import { expect, it } from 'vitest';

import type { InspectableNetwork } from '#main/engine/engine';
import { initialWeights } from '#main/engine/initial-weights';
import { createLayersEngine } from '#main/engine/layers/layers-engine';
import { loadTensorflow } from '#main/engine/tensorflow';
import { createRandom } from '#shared/basics/random';
import { planLayers, type PlannedLayer } from '#shared/networks/layer';
import type { NetworkPlan } from '#shared/networks/plan';
import { siamesePlan } from '#shared/networks/siamese';

const engine = createLayersEngine(loadTensorflow());
const random = createRandom(4);
const SIZE = 3 * 3;
const set = {
  images: Uint8Array.from({ length: 6 * SIZE }, () => random.integer(256)),
  labels: Uint8Array.of(0, 1, 0, 1, 0, 1),
  count: 6,
};
const batch = { first: Uint32Array.of(0, 4, 2), second: Uint32Array.of(1, 1, 5) };
const FEATURES = 4;
const CLASSES = 2;

/** Towers of one dense layer with dropout after it: small enough to work out by hand. */
function plan(sharedTowers: boolean): NetworkPlan {
  const tower = (name: string): readonly PlannedLayer[] =>
    planLayers(
      name,
      [3, 3, 1],
      [
        { kind: 'flatten', name: 'flatten' },
        { kind: 'dense', name: 'dense', units: FEATURES, activation: 'relu' },
        { kind: 'dropout', name: 'dropout', rate: 0.5 },
      ],
    );
  const parts = { network: 'tiny', imageShape: [3, 3, 1], classCount: CLASSES, tower };
  return siamesePlan(parts, { sharedTowers, head: 'concatenate' });
}

function compile(sharedTowers: boolean): InspectableNetwork {
  const laidOut = plan(sharedTowers);
  const network = engine.compile({
    plan: laidOut,
    training: { optimiser: 'adam', learningRate: 0.1, momentum: 0 },
    train: set,
    seed: 1,
  });
  network.importWeights(initialWeights(laidOut, 3));
  return network;
}

function valuesOf(network: InspectableNetwork, name: string): Float32Array {
  const tensor = network.exportWeights().find((weight) => weight.name === name);
  if (tensor === undefined) throw new Error(`There is no weight ${name}.`);
  return tensor.values;
}

/** ReLU(pixels / 255 · kernel + bias) of one image, in plain loops. */
function slowTower(network: InspectableNetwork, tower: string, image: number): readonly number[] {
  const [kernel, bias] = [valuesOf(network, `${tower}/dense/kernel`), valuesOf(network, `${tower}/dense/bias`)];
  return Array.from({ length: FEATURES }, (_, unit) => {
    let sum = bias[unit] ?? 0;
    for (let pixel = 0; pixel < SIZE; pixel++) {
      sum += ((set.images[image * SIZE + pixel] ?? 0) / 255) * (kernel[pixel * FEATURES + unit] ?? 0);
    }
    return Math.max(0, sum);
  });
}

it.each([
  [true, ['tower', 'tower']],
  [false, ['tower-a', 'tower-b']],
] as const)('gives what each tower makes of its image (one tower for both: %s)', (shared, towers) => {
  const network = compile(shared);
  const embedded = network.embed(set, batch);
  expect(embedded).toHaveLength(2);
  [batch.first, batch.second].forEach((images, side) => {
    const slow = [...images].flatMap((image) => slowTower(network, towers[side] ?? '', image));
    slow.forEach((value, place) => expect(embedded[side]?.[place]).toBeCloseTo(value, 5));
  });
  network.dispose();
});

it('gives the very features that the predictions are made of, and leaves no tensor behind', () => {
  const network = compile(false);
  const before = network.tensorCount();
  const [a, b] = network.embed(set, batch);
  const predicted = network.predict(set, batch).class ?? new Float32Array();
  expect(network.tensorCount()).toBe(before);
  const [kernel, bias] = [valuesOf(network, 'joint/classes/kernel'), valuesOf(network, 'joint/classes/bias')];
  for (let pair = 0; pair < batch.first.length; pair++) {
    const joined = [a, b].flatMap((side) => [...(side ?? []).slice(pair * FEATURES, (pair + 1) * FEATURES)]);
    const logits = Array.from({ length: CLASSES }, (_, unit) =>
      joined.reduce((sum, value, place) => sum + value * (kernel[place * CLASSES + unit] ?? 0), bias[unit] ?? 0),
    );
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
    logits.forEach((logit, unit) => expect(predicted[pair * CLASSES + unit]).toBeCloseTo(Math.exp(logit) / total, 5));
  }
  network.dispose();
});
