import { describe, expect, it } from 'vitest';

import { dropoutMask } from '#main/engine/layers/layers/dropout';

describe('a dropout mask', () => {
  it('drops the asked share and keeps the expected sum', () => {
    const mask = dropoutMask(200_000, 0.2, 12345);
    const dropped = mask.filter((value) => value === 0).length / mask.length;
    expect(dropped).toBeCloseTo(0.2, 2);
    expect(mask.reduce((sum, value) => sum + value, 0) / mask.length).toBeCloseTo(1, 2);
    expect(new Set(mask)).toEqual(new Set([0, Math.fround(1.25)]));
  });

  it('is the same for the same key and another for another', () => {
    expect(dropoutMask(1000, 0.5, 1)).toEqual(dropoutMask(1000, 0.5, 1));
    expect(dropoutMask(1000, 0.5, 1)).not.toEqual(dropoutMask(1000, 0.5, 2));
  });

  it('drops neighbours independently of each other', () => {
    const mask = dropoutMask(200_000, 0.5, 99);
    const both = mask.filter((value, index) => index > 0 && value === 0 && mask[index - 1] === 0).length;
    expect(both / mask.length).toBeCloseTo(0.25, 2);
  });
});
