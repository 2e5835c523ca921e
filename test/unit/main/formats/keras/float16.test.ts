import { describe, expect, it } from 'vitest';

import { float16ToFloat32 } from '#main/formats/keras/float16';

const valueOf = (half: number): number | undefined => float16ToFloat32(Uint16Array.of(half))[0];

describe('numbers of 16 bits', () => {
  it.each([
    [0x0000, 0],
    [0x8000, -0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0x0400, 2 ** -14],
    [0x03ff, (1023 / 1024) * 2 ** -14],
    [0x0001, 2 ** -24],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
    [0x7e00, Number.NaN],
  ])('%i is %d', (half, value) => {
    expect(valueOf(half)).toBe(value);
  });

  it('grow with their pattern, from zero to the largest', () => {
    const values = float16ToFloat32(Uint16Array.from({ length: 0x7c01 }, (_, half) => half));
    expect(values.every((value, index) => index === 0 || value > (values[index - 1] ?? 0))).toBe(true);
  });
});
