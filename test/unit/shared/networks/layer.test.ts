import { describe, expect, it } from 'vitest';

import { planLayers } from '#shared/networks/layer';

describe('planning layers', () => {
  it('keeps the size of an image under a padded convolution', () => {
    const [planned] = planLayers(
      'tower',
      [32, 32, 3],
      [{ kind: 'conv2d', name: 'conv', filters: 8, kernel: [3, 3], padding: 'same', activation: 'relu' }],
    );
    expect(planned?.outputShape).toEqual([32, 32, 8]);
    expect(planned?.weights.map(({ shape }) => shape)).toEqual([[3, 3, 3, 8], [8]]);
  });

  it('asks for a flatten before a dense layer', () => {
    expect(() =>
      planLayers('tower', [4, 4, 2], [{ kind: 'dense', name: 'dense', units: 3, activation: 'relu' }]),
    ).toThrow('takes a vector; received [4, 4, 2]. Put a flatten layer before it.');
  });

  it('refuses a convolution over a vector', () => {
    expect(() => planLayers('tower', [12], [{ kind: 'maxPool2d', name: 'pool', size: 2 }])).toThrow(
      'takes images [height, width, channels]; received [12]',
    );
  });

  it('gives batch normalisation two tensors to train and two that only move', () => {
    const [planned] = planLayers('tower', [4, 4, 8], [{ kind: 'batchNorm', name: 'norm' }]);
    expect(planned?.outputShape).toEqual([4, 4, 8]);
    expect(planned?.weights.map(({ role, shape, trainable }) => [role, shape.join('×'), trainable])).toEqual([
      ['gamma', '8', true],
      ['beta', '8', true],
      ['movingMean', '8', false],
      ['movingVariance', '8', false],
    ]);
  });

  it('puts the penalty on the kernel alone, and trains nothing of a frozen layer', () => {
    const dense = { kind: 'dense', units: 3, activation: 'relu', l2: 0.5 } as const;
    const planned = planLayers(
      'tower',
      [2],
      [
        { ...dense, name: 'a' },
        { ...dense, name: 'b', frozen: true },
      ],
    );
    const weights = planned.flatMap((layer) => layer.weights);
    expect(weights.map(({ name, trainable, l2 }) => [name, trainable, l2])).toEqual([
      ['tower/a/kernel', true, 0.5],
      ['tower/a/bias', true, 0],
      ['tower/b/kernel', false, 0],
      ['tower/b/bias', false, 0],
    ]);
  });
});
