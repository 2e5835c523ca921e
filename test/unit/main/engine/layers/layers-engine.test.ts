import { describe, expect, it } from 'vitest';

import type { CompiledNetwork } from '#main/engine/engine';
import type { NamedTensor } from '#shared/networks/named-tensor';
import { initialWeights } from '#main/engine/initial-weights';
import { createLayersEngine } from '#main/engine/layers/layers-engine';
import { loadTensorflow } from '#main/engine/tensorflow';
import { createRandom } from '#shared/basics/random';
import { planLayers } from '#shared/networks/layer';
import type { NetworkPlan } from '#shared/networks/plan';

const engine = createLayersEngine(loadTensorflow());
const random = createRandom(4);
const train = {
  images: Uint8Array.from({ length: 12 * 8 * 8 * 2 }, () => random.integer(256)),
  labels: Uint8Array.from({ length: 12 }, (_, index) => index % 3),
  count: 12,
};
const all = { first: Uint32Array.from({ length: train.count }, (_, index) => index) };

/** A network of every layer kind, small enough to differentiate by hand. */
function tinyPlan(rate: number): NetworkPlan {
  const tower = planLayers(
    'tower',
    [8, 8, 2],
    [
      { kind: 'conv2d', name: 'conv', filters: 3, kernel: [3, 3], padding: 'valid', activation: 'relu' },
      { kind: 'maxPool2d', name: 'pool', size: 2 },
      { kind: 'dropout', name: 'dropout', rate },
      { kind: 'flatten', name: 'flatten' },
    ],
  );
  return {
    network: 'tiny',
    inputs: [{ name: 'image', shape: [8, 8, 2] }],
    scaling: 'unit',
    towers: [{ name: 'tower', inputs: ['image'], layers: tower }],
    branches: [
      {
        name: 'class',
        output: 'class',
        head: 'first',
        headShape: [27],
        layers: planLayers('joint', [27], [{ kind: 'dense', name: 'classes', units: 3, activation: 'softmax' }]),
      },
    ],
  };
}

function compileTiny(rate = 0, learningRate = 0.01): CompiledNetwork {
  const plan = tinyPlan(rate);
  const network = engine.compile({
    plan,
    training: { optimiser: 'adam', learningRate, momentum: 0 },
    train,
    seed: 5,
  });
  network.importWeights(initialWeights(plan, 1));
  return network;
}

/** Mean cross-entropy of the training set, from the predicted probabilities. */
function lossOf(network: CompiledNetwork): number {
  const probabilities = network.predict(train, all).class ?? [];
  return (
    [...train.labels].reduce((sum, label, image) => sum - Math.log(probabilities[3 * image + label] ?? 0), 0) /
    train.count
  );
}

/** The forward pass in plain loops, in double precision. */
function slowLoss(weights: readonly NamedTensor[]): number {
  const values = (name: string): Float32Array =>
    weights.find((tensor) => tensor.name === name)?.values ?? new Float32Array();
  const [kernel, bias] = [values('tower/conv/kernel'), values('tower/conv/bias')];
  const [dense, offset] = [values('joint/classes/kernel'), values('joint/classes/bias')];
  let total = 0;
  for (let image = 0; image < train.count; image++) {
    const features: number[] = [];
    for (let y = 0; y < 3; y++)
      for (let x = 0; x < 3; x++)
        for (let filter = 0; filter < 3; filter++) {
          let best = 0; // ReLU, then the largest of four
          for (const [dy, dx] of [
            [0, 0],
            [0, 1],
            [1, 0],
            [1, 1],
          ] as const) {
            let sum = bias[filter] ?? 0;
            for (let i = 0; i < 3; i++)
              for (let j = 0; j < 3; j++)
                for (let channel = 0; channel < 2; channel++) {
                  const pixel = train.images[((image * 8 + 2 * y + dy + i) * 8 + 2 * x + dx + j) * 2 + channel] ?? 0;
                  sum += (pixel / 255) * (kernel[((i * 3 + j) * 2 + channel) * 3 + filter] ?? 0);
                }
            best = Math.max(best, sum);
          }
          features.push(best);
        }
    const logits = [0, 1, 2].map((unit) =>
      features.reduce((sum, feature, index) => sum + feature * (dense[index * 3 + unit] ?? 0), offset[unit] ?? 0),
    );
    const top = Math.max(...logits);
    const logSum = top + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - top), 0));
    total += logSum - (logits[train.labels[image] ?? 0] ?? 0);
  }
  return total / train.count;
}

describe('the layers engine', () => {
  it('predicts what a forward pass in plain loops gives', () => {
    const network = compileTiny();
    expect(lossOf(network)).toBeCloseTo(slowLoss(network.exportWeights()), 5);
    network.dispose();
  });

  it('reports the loss before the step, and the hits', () => {
    const network = compileTiny();
    const before = lossOf(network);
    const { loss, correct } = network.trainBatch(all);
    expect(loss).toBeCloseTo(before, 5);
    expect(correct).toBeGreaterThanOrEqual(0);
    expect(correct).toBeLessThanOrEqual(train.count);
    network.dispose();
  });

  it('moves every weight by the learning rate against the sign of its finite difference: Adam’s first step', () => {
    const network = compileTiny(0, 0.001);
    const start = network.exportWeights();
    network.trainBatch(all);
    const moved = network.exportWeights();
    let compared = 0;
    start.forEach((tensor, index) => {
      tensor.values.forEach((_, position) => {
        const shifted = (by: number): number =>
          slowLoss(
            start.map((other) =>
              other === tensor
                ? { ...other, values: other.values.map((value, at) => (at === position ? value + by : value)) }
                : other,
            ),
          );
        const slope = (shifted(1e-3) - shifted(-1e-3)) / 2e-3;
        // where the loss hardly changes, Adam's epsilon and float32 decide
        if (Math.abs(slope) < 1e-3) return;
        compared += 1;
        const step = (moved[index]?.values[position] ?? 0) - (tensor.values[position] ?? 0);
        expect(step, `${tensor.name}[${position}]`).toBeCloseTo(-0.001 * Math.sign(slope), 5);
      });
    });
    expect(compared).toBeGreaterThan(80);
    network.dispose();
  });

  it('repeats exactly what the same seed did, dropout included', () => {
    const [first, second] = [compileTiny(0.5), compileTiny(0.5)].map((network) => {
      const losses = [1, 2, 3, 4].map(() => network.trainBatch(all).loss);
      const weights = network.exportWeights();
      network.dispose();
      return { losses, weights };
    });
    expect(first).toEqual(second);
    expect(new Set(first?.losses).size).toBe(4);
  });

  it('learns by heart what it is shown often', () => {
    const network = compileTiny(0, 0.05);
    const before = lossOf(network);
    for (let step = 0; step < 120; step++) network.trainBatch(all);
    expect(lossOf(network)).toBeLessThan(before / 4);
    network.dispose();
  });

  it('keeps its number of tensors from step to step', () => {
    const network = compileTiny(0.2);
    network.trainBatch(all);
    network.predict(train, all);
    const count = network.tensorCount();
    for (let step = 0; step < 10; step++) {
      network.trainBatch(all);
      network.predict(train, all);
      network.exportWeights();
    }
    expect(network.tensorCount()).toBe(count);
    network.dispose();
  });

  it('leaves no tensor behind when it is disposed of', () => {
    const other = compileTiny();
    const count = other.tensorCount();
    const network = compileTiny();
    network.trainBatch(all);
    network.dispose();
    expect(other.tensorCount()).toBe(count);
    other.dispose();
  });

  it('refuses weights that do not fit, and says which', () => {
    const network = compileTiny();
    const weights = network.exportWeights();
    expect(() => network.importWeights(weights.slice(1))).toThrow(
      'Received none for the weight tower/conv/kernel; expected one of shape [3, 3, 2, 3].',
    );
    expect(() =>
      network.importWeights(weights.map((tensor) => ({ ...tensor, shape: [1], values: new Float32Array(1) }))),
    ).toThrow('Received one of shape [1] for the weight tower/conv/kernel');
    network.dispose();
  });
});
