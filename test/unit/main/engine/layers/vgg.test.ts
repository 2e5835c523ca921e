import { describe, expect, it } from 'vitest';

import { initialWeights } from '#main/engine/initial-weights';
import { createLayersEngine } from '#main/engine/layers/layers-engine';
import { loadTensorflow } from '#main/engine/tensorflow';
import { createRandom } from '#shared/basics/random';
import type { NetworkPlan } from '#shared/networks/plan';
import { siameseVgg16BnPlan } from '#shared/networks/siamese-vgg16-bn';
import { vgg16BnPlan } from '#shared/networks/vgg16-bn';
import { vgg19Plan } from '#shared/networks/vgg19';

const engine = createLayersEngine(loadTensorflow());
const random = createRandom(4);
const train = {
  images: Uint8Array.from({ length: 2 * 32 * 32 * 3 }, () => random.integer(256)),
  labels: Uint8Array.of(3, 7),
  count: 2,
};
const batch = { first: Uint32Array.of(0, 1), second: Uint32Array.of(0, 1) };
const IMAGE = [32, 32, 3];

// a step each: these networks are too large to train in a test
const PLANS: readonly NetworkPlan[] = [
  vgg19Plan(IMAGE, 10),
  vgg16BnPlan(IMAGE, 10),
  siameseVgg16BnPlan(IMAGE, 10, { sharedTowers: true }),
];

describe('a step of', () => {
  it.each(PLANS)('$network has a finite loss and keeps no tensors', (plan) => {
    const network = engine.compile({
      plan,
      training: { optimiser: 'adam', learningRate: 0.001, momentum: 0 },
      train,
      seed: 5,
    });
    network.importWeights(initialWeights(plan, 1));
    const count = network.tensorCount();
    const penalty = network.penalty();
    const { loss } = network.trainBatch(batch);
    expect(loss).toBeGreaterThan(penalty);
    expect(loss).toBeLessThan(penalty + 20);
    expect(network.predict(train, batch).class?.every(Number.isFinite)).toBe(true);
    expect(network.tensorCount()).toBe(count);
    network.dispose();
  });
});

describe('the initial weights of VGG16-BN', () => {
  it('cost the penalty that Glorot’s variance gives: 5e-4 · Σ 2 · in · out / (in + out)', () => {
    const plan = vgg16BnPlan(IMAGE, 10);
    const network = engine.compile({
      plan,
      training: { optimiser: 'adam', learningRate: 0.001, momentum: 0 },
      train,
      seed: 5,
    });
    network.importWeights(initialWeights(plan, 1));
    const widths = [3, 64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512, 512];
    const expected = widths
      .slice(1)
      .reduce((sum, out, index) => sum + (2 * out * (widths[index] ?? 0)) / (out + (widths[index] ?? 0)), 0);
    expect(network.penalty()).toBeCloseTo(5e-4 * expected, 2);
    network.dispose();
  });
});
