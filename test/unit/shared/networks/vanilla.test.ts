import { describe, expect, it } from 'vitest';

import { layersOf, parameterCount, weightsOf } from '#shared/networks/plan';
import { vanillaPlan } from '#shared/networks/vanilla';

describe('the vanilla network', () => {
  const plan = vanillaPlan([32, 32, 3], 10);

  it('has the 79,274 parameters of the deck', () => {
    expect(parameterCount(plan)).toBe(79_274);
  });

  it('takes the shapes of the deck from layer to layer', () => {
    expect(layersOf(plan).map(({ layer, outputShape }) => [layer.name, outputShape.join('×')])).toEqual([
      ['conv1', '30×30×32'],
      ['pool1', '15×15×32'],
      ['conv2', '14×14×64'],
      ['pool2', '7×7×64'],
      ['dropout1', '7×7×64'],
      ['conv3', '6×6×128'],
      ['pool3', '3×3×128'],
      ['dropout2', '3×3×128'],
      ['flatten', '1152'],
      ['dense1', '32'],
      ['dropout3', '32'],
      ['classes', '10'],
    ]);
  });

  it('names every weight once', () => {
    const names = weightsOf(plan).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names[0]).toBe('tower/conv1/kernel');
    expect(names.at(-1)).toBe('joint/classes/bias');
  });

  it('says which layer an image is too small for', () => {
    expect(() => vanillaPlan([8, 8, 3], 10)).toThrow('Layer tower/conv3 cannot take an input of [1, 1, 64]');
  });
});
