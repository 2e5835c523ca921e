import { describe, expect, it } from 'vitest';

import type { CompiledNetwork } from '#main/engine/engine';
import type { NamedTensor } from '#shared/networks/named-tensor';
import { initialWeights } from '#main/engine/initial-weights';
import { createLayersEngine } from '#main/engine/layers/layers-engine';
import { loadTensorflow } from '#main/engine/tensorflow';
import { createRandom } from '#shared/basics/random';
import { planLayers, type Layer } from '#shared/networks/layer';
import { weightsOf, type NetworkPlan } from '#shared/networks/plan';

const engine = createLayersEngine(loadTensorflow());
const random = createRandom(4);
const COUNT = 6;
const UNITS = 3;
const train = {
  images: Uint8Array.from({ length: COUNT * 2 * 2 * UNITS }, () => random.integer(256)),
  labels: Uint8Array.from({ length: COUNT }, (_, index) => index % UNITS),
  count: COUNT,
};
const all = { first: Uint32Array.from({ length: COUNT }, (_, index) => index) };
const IMAGE = [2, 2, UNITS];

/** Normalises the images themselves, and then learns: what the normalisation sees is what it was given. */
function normalisedPlan(
  options: { readonly l2?: number; readonly frozen?: boolean; readonly pair?: boolean } = {},
): NetworkPlan {
  const { l2 = 0, frozen = false, pair = false } = options;
  const inputs = pair ? ['first', 'second'] : ['image'];
  const layers: readonly Layer[] = [
    { kind: 'batchNorm', name: 'norm', frozen },
    { kind: 'flatten', name: 'flatten' },
  ];
  const joined = [pair ? 24 : 12];
  return {
    network: 'tiny',
    inputs: inputs.map((name) => ({ name, shape: IMAGE })),
    scaling: 'unit',
    towers: [{ name: 'tower', inputs, layers: planLayers('tower', IMAGE, layers) }],
    branches: [
      {
        name: 'class',
        output: 'class',
        head: pair ? 'concatenate' : 'first',
        headShape: joined,
        layers: planLayers('joint', joined, [
          { kind: 'dense', name: 'classes', units: UNITS, activation: 'softmax', l2 },
        ]),
      },
    ],
  };
}

function compile(plan: NetworkPlan, weights = initialWeights(plan, 1)): CompiledNetwork {
  const network = engine.compile({
    plan,
    training: { optimiser: 'adam', learningRate: 0.01, momentum: 0 },
    train,
    seed: 5,
  });
  network.importWeights(weights);
  return network;
}

const valuesOf = (weights: readonly NamedTensor[], name: string): readonly number[] => [
  ...(weights.find((tensor) => tensor.name === name)?.values ?? []),
];
const pixel = (image: number, place: number, channel: number): number =>
  (train.images[(image * 4 + place) * UNITS + channel] ?? 0) / 255;

/** Mean and variance of each channel over all pixels of all images, in plain loops. */
const MOMENTS = Array.from({ length: UNITS }, (_, channel) => {
  const seen: number[] = [];
  for (let image = 0; image < COUNT; image++)
    for (let place = 0; place < 4; place++) seen.push(pixel(image, place, channel));
  const mean = seen.reduce((sum, value) => sum + value, 0) / seen.length;
  return { mean, variance: seen.reduce((sum, value) => sum + (value - mean) ** 2, 0) / seen.length };
});

/** Mean cross-entropy of the whole network in plain loops, by the given moments. */
function slowLoss(weights: readonly NamedTensor[], moments: typeof MOMENTS): number {
  const [gamma, beta] = [valuesOf(weights, 'tower/norm/gamma'), valuesOf(weights, 'tower/norm/beta')];
  const [kernel, bias] = [valuesOf(weights, 'joint/classes/kernel'), valuesOf(weights, 'joint/classes/bias')];
  let total = 0;
  for (let image = 0; image < COUNT; image++) {
    const logits = [...bias];
    for (let place = 0; place < 4; place++)
      for (let channel = 0; channel < UNITS; channel++) {
        const { mean = 0, variance = 0 } = moments[channel] ?? {};
        const normal = (pixel(image, place, channel) - mean) / Math.sqrt(variance + 1e-3);
        const feature = (gamma[channel] ?? 0) * normal + (beta[channel] ?? 0);
        for (let unit = 0; unit < UNITS; unit++)
          logits[unit] = (logits[unit] ?? 0) + feature * (kernel[(place * UNITS + channel) * UNITS + unit] ?? 0);
      }
    const sum = logits.reduce((all, logit) => all + Math.exp(logit), 0);
    total += Math.log(sum) - (logits[train.labels[image] ?? 0] ?? 0);
  }
  return total / COUNT;
}

/** Weights that leave no part of the formula out. */
function unevenWeights(plan: NetworkPlan): readonly NamedTensor[] {
  return weightsOf(plan).map(({ name, shape, role }, place) => ({
    name,
    shape,
    values: Float32Array.from({ length: shape.reduce((product, side) => product * side, 1) }, (_, index) => {
      const value = 0.5 * Math.sin(index * 1.7 + place);
      return role === 'movingVariance' ? 0.2 + Math.abs(value) : value;
    }),
  }));
}

describe('batch normalisation', () => {
  it('trains by the moments of the batch', () => {
    const plan = normalisedPlan();
    const weights = unevenWeights(plan);
    const network = compile(plan, weights);
    expect(network.trainBatch(all).loss).toBeCloseTo(slowLoss(weights, MOMENTS), 5);
    network.dispose();
  });

  it('predicts by the moving moments', () => {
    const plan = normalisedPlan();
    const weights = unevenWeights(plan);
    const network = compile(plan, weights);
    const means = valuesOf(weights, 'tower/norm/movingMean');
    const variances = valuesOf(weights, 'tower/norm/movingVariance');
    const moving = means.map((mean, channel) => ({ mean, variance: variances[channel] ?? 0 }));
    const probabilities = network.predict(train, all).class ?? [];
    const loss = [...train.labels].reduce(
      (sum, label, image) => sum - Math.log(probabilities[image * UNITS + label] ?? 0) / COUNT,
      0,
    );
    expect(loss).toBeCloseTo(slowLoss(weights, moving), 5);
    expect(network.exportWeights()).toEqual(weights);
    network.dispose();
  });

  it('moves its moving moments once a step, a hundredth of the way', () => {
    const network = compile(normalisedPlan());
    for (let step = 1; step <= 3; step++) {
      network.trainBatch(all);
      const weights = network.exportWeights();
      const kept = 0.99 ** step;
      MOMENTS.forEach(({ mean, variance }, channel) => {
        expect(valuesOf(weights, 'tower/norm/movingMean')[channel]).toBeCloseTo((1 - kept) * mean, 6);
        expect(valuesOf(weights, 'tower/norm/movingVariance')[channel]).toBeCloseTo(kept + (1 - kept) * variance, 6);
      });
    }
    network.dispose();
  });

  it('moves them once for each half that shares a tower, as Keras does', () => {
    const network = compile(normalisedPlan({ pair: true }));
    network.trainBatch({ ...all, second: all.first });
    const means = valuesOf(network.exportWeights(), 'tower/norm/movingMean');
    MOMENTS.forEach(({ mean }, channel) => expect(means[channel]).toBeCloseTo((1 - 0.99 ** 2) * mean, 6));
    network.dispose();
  });

  it('stays as it was imported where it is frozen, and normalises by its moving moments in training too', () => {
    const plan = normalisedPlan({ frozen: true });
    const weights = unevenWeights(plan);
    const network = compile(plan, weights);
    const means = valuesOf(weights, 'tower/norm/movingMean');
    const variances = valuesOf(weights, 'tower/norm/movingVariance');
    const moving = means.map((mean, channel) => ({ mean, variance: variances[channel] ?? 0 }));
    expect(network.trainBatch(all).loss).toBeCloseTo(slowLoss(weights, moving), 5);
    const after = network.exportWeights();
    expect(after.slice(0, 4)).toEqual(weights.slice(0, 4));
    expect(after.slice(4)).not.toEqual(weights.slice(4));
    network.dispose();
  });

  it('keeps the number of tensors from step to step, and leaves none behind', () => {
    const other = compile(normalisedPlan());
    const before = other.tensorCount();
    const network = compile(normalisedPlan({ l2: 0.1 }));
    network.trainBatch(all);
    const count = network.tensorCount();
    for (let step = 0; step < 5; step++) {
      network.trainBatch(all);
      network.predict(train, all);
      network.penalty();
    }
    expect(network.tensorCount()).toBe(count);
    network.dispose();
    expect(other.tensorCount()).toBe(before);
    other.dispose();
  });
});

describe('the L2 penalty', () => {
  it('adds l2 · Σw² of the kernel to the reported loss, without a half', () => {
    const plan = normalisedPlan({ l2: 0.3 });
    const weights = unevenWeights(plan);
    const network = compile(plan, weights);
    const slow = 0.3 * valuesOf(weights, 'joint/classes/kernel').reduce((sum, value) => sum + value ** 2, 0);
    expect(network.penalty()).toBeCloseTo(slow, 5);
    expect(network.trainBatch(all).loss).toBeCloseTo(slowLoss(weights, MOMENTS) + slow, 4);
    network.dispose();
  });

  it('is 0 for a network without one', () => {
    const network = compile(normalisedPlan());
    expect(network.penalty()).toBe(0);
    network.dispose();
  });
});
