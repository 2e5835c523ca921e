import { describe, expect, it } from 'vitest';

import { initialWeights } from '#main/engine/initial-weights';
import { planLayers } from '#shared/networks/layer';
import type { NetworkPlan } from '#shared/networks/plan';
import { vanillaPlan } from '#shared/networks/vanilla';

describe('initial weights', () => {
  const plan = vanillaPlan([32, 32, 3], 10);
  const byName = (seed: number) => new Map(initialWeights(plan, seed).map(({ name, values }) => [name, values]));

  it('follow from the seed', () => {
    expect(initialWeights(plan, 1)).toEqual(initialWeights(plan, 1));
    expect(byName(1).get('tower/conv1/kernel')).not.toEqual(byName(2).get('tower/conv1/kernel'));
  });

  it('fill Glorot’s range evenly, with biases of 0', () => {
    const kernel = byName(1).get('tower/dense1/kernel') ?? new Float32Array();
    const limit = Math.sqrt(6 / (1152 + 32));
    expect(Math.max(...kernel)).toBeLessThanOrEqual(limit);
    expect(Math.max(...kernel)).toBeGreaterThan(0.99 * limit);
    const variance = kernel.reduce((sum, value) => sum + value ** 2, 0) / kernel.length;
    expect(variance / (limit ** 2 / 3)).toBeCloseTo(1, 1);
    expect(
      byName(1)
        .get('tower/conv1/bias')
        ?.every((value) => value === 0),
    ).toBe(true);
  });

  it('count the receptive field of a convolution', () => {
    const kernel = byName(1).get('tower/conv1/kernel') ?? new Float32Array();
    const limit = Math.sqrt(6 / (9 * 3 + 9 * 32));
    expect(Math.max(...kernel.map(Math.abs))).toBeLessThanOrEqual(limit);
    expect(Math.max(...kernel.map(Math.abs))).toBeGreaterThan(0.95 * limit);
  });

  it('let batch normalisation begin as the identity', () => {
    const layers = planLayers('tower', [4, 4, 2], [{ kind: 'batchNorm', name: 'norm' }]);
    const normalised: NetworkPlan = {
      network: 'tiny',
      inputs: [],
      scaling: 'unit',
      towers: [{ name: 'tower', inputs: [], layers }],
      branches: [],
    };
    expect(initialWeights(normalised, 1).map(({ name, values }) => [name, ...values])).toEqual([
      ['tower/norm/gamma', 1, 1],
      ['tower/norm/beta', 0, 0],
      ['tower/norm/movingMean', 0, 0],
      ['tower/norm/movingVariance', 1, 1],
    ]);
  });
});
