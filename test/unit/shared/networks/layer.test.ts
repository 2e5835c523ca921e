import { describe, expect, it } from 'vitest';

import { planLayers, type Layer } from '#shared/networks/layer';
import { LAYERS } from '#shared/networks/layers/registry';

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

  it('refuses a layer of a kind that nobody registered, and names those there are', () => {
    const unknown = [{ kind: 'attention', name: 'a' }] as unknown as readonly Layer[];
    expect(() => planLayers('tower', [4, 4, 2], unknown)).toThrow(/attention.*conv2d, maxPool2d/);
  });

  it('refuses to freeze what has nothing to freeze', () => {
    const frozen = [{ kind: 'flatten', name: 'flat', frozen: true }] as unknown as readonly Layer[];
    expect(() => planLayers('tower', [4, 4, 2], frozen)).toThrow('Layer tower/flat (flatten) is frozen');
  });
});

describe('the definition of a layer', () => {
  const EXAMPLES: readonly Layer[] = [
    { kind: 'conv2d', name: 'a', filters: 5, kernel: [3, 2], padding: 'same', activation: 'linear' },
    { kind: 'maxPool2d', name: 'b', size: 2 },
    { kind: 'dropout', name: 'c', rate: 0.5 },
    { kind: 'batchNorm', name: 'd' },
    { kind: 'flatten', name: 'e' },
    { kind: 'dense', name: 'f', units: 3, activation: 'softmax' },
  ];

  it('gives what it says: its shape kept, weights where it can be frozen, work where it has a kernel', () => {
    const planned = planLayers('tower', [4, 4, 2], EXAMPLES);
    expect(planned.map(({ layer }) => layer.kind).toSorted()).toEqual(LAYERS.kinds().toSorted());
    for (const each of planned) {
      const { keepsShape, canBeFrozen, multiplyAdds } = LAYERS.get(each.layer.kind);
      if (keepsShape) expect(each.outputShape).toEqual(each.inputShape);
      expect(canBeFrozen).toBe(each.weights.length > 0);
      expect(multiplyAdds(each) > 0).toBe(each.weights.some(({ role }) => role === 'kernel'));
    }
  });

  it('is written in the notation of the field', () => {
    const number = (value: number): string => String(value).replace('.', ',');
    expect(EXAMPLES.map((layer) => LAYERS.get(layer.kind).text(layer, number))).toEqual([
      { kind: 'Conv', setting: '5, 3×2, same', title: 'Conv 5 · 3×2' },
      { kind: 'MaxPool', setting: '2', title: 'MaxPool 2' },
      { kind: 'Dropout', setting: '0,5', title: 'Dropout 0,5' },
      { kind: 'BatchNorm', setting: '', title: 'BatchNorm' },
      { kind: 'Flatten', setting: '', title: 'Flatten' },
      { kind: 'Dense', setting: '3, softmax', title: 'Dense 3 · softmax' },
    ]);
  });
});
