import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bmpSize, decodeBmp } from '#main/importing/bmp';
import { LabError } from '#shared/errors/errors';

import { fuzzRuns } from '../../shared/hostile-values';
import { damagedFiles } from '../hostile-bytes';
import { makeBmp } from './picture-samples';

const [BLUE, GREEN, RED] = [
  [255, 0, 0, 0],
  [0, 255, 0, 0],
  [0, 0, 255, 0],
];
const PALETTE = [BLUE, GREEN, RED].flat();
const FIELDS = [0xff0000, 0xff00, 0xff];

const WHOLE: readonly (readonly [string, Buffer, readonly [number, number, number], readonly number[]])[] = [
  [
    '24 bits',
    makeBmp({ width: 1, height: 2, bits: 24, rows: [1, 2, 3, 0, 4, 5, 6, 0] }),
    [1, 2, 3],
    [6, 5, 4, 3, 2, 1],
  ],
  [
    '24 bits, the highest row first',
    makeBmp({ width: 1, height: -2, bits: 24, rows: [1, 2, 3, 0, 4, 5, 6, 0] }),
    [1, 2, 3],
    [3, 2, 1, 6, 5, 4],
  ],
  [
    '1 bit',
    makeBmp({ width: 3, height: 1, bits: 1, palette: [BLUE, RED].flat(), rows: [0b1010_0000, 0, 0, 0] }),
    [3, 1, 3],
    [255, 0, 0, 0, 0, 255, 255, 0, 0],
  ],
  [
    '4 bits',
    makeBmp({ width: 3, height: 1, bits: 4, palette: PALETTE, rows: [0x01, 0x20, 0, 0] }),
    [3, 1, 3],
    [0, 0, 255, 0, 255, 0, 255, 0, 0],
  ],
  [
    '8 bits, and a place that the palette has not',
    makeBmp({ width: 4, height: 1, bits: 8, palette: PALETTE, rows: [0, 1, 2, 3] }),
    [4, 1, 3],
    [0, 0, 255, 0, 255, 0, 255, 0, 0, 0, 0, 0],
  ],
  [
    '32 bits, of which eight are not used',
    makeBmp({ width: 1, height: 1, bits: 32, rows: [1, 2, 3, 0] }),
    [1, 1, 3],
    [3, 2, 1],
  ],
  [
    'bit fields without transparency',
    makeBmp({ width: 1, height: 1, bits: 32, packing: 3, fields: [...FIELDS, 0], rows: [1, 2, 3, 4] }),
    [1, 1, 3],
    [3, 2, 1],
  ],
  [
    'bit fields with transparency',
    makeBmp({ width: 1, height: 1, bits: 32, packing: 3, fields: [...FIELDS, 0xff000000], rows: [1, 2, 3, 4] }),
    [1, 1, 4],
    [3, 2, 1, 4],
  ],
];

describe('decodeBmp', () => {
  it.each(WHOLE)('reads one of %s', (_what, bytes, [width, height, channels], pixels) => {
    expect(decodeBmp(bytes)).toEqual({ width, height, channels, pixels: Uint8Array.from(pixels) });
    expect(bmpSize(bytes)).toEqual({ width, height });
  });

  it.each(WHOLE)('refuses one of %s that was cut off', (_what, bytes) => {
    expect(() => decodeBmp(bytes.subarray(0, -1))).toThrow('ends before its last pixel');
    expect(() => decodeBmp(bytes.subarray(0, 50))).toThrow('ends before its header does');
  });

  it.each([
    ['is compressed', makeBmp({ width: 2, height: 1, bits: 8, packing: 1, palette: PALETTE, rows: [2, 1, 0, 1] })],
    ['has 16 bits', makeBmp({ width: 1, height: 1, bits: 16, rows: [1, 2, 0, 0] })],
    [
      'has other fields',
      makeBmp({ width: 1, height: 1, bits: 32, packing: 3, fields: [1, 2, 3, 0], rows: [1, 2, 3, 4] }),
    ],
  ])('refuses one that %s', (_how, bytes) => {
    expect(() => decodeBmp(bytes)).toThrow(
      /^is a BMP of \d+ bits a pixel \(kind \d\) that is not read; save it as PNG$/,
    );
  });

  it('refuses one without pixels, and makes no room for what it only claims', () => {
    expect(() => decodeBmp(makeBmp({ width: 0, height: 1, bits: 24, rows: [] }))).toThrow('has 0 × 1 pixels');
    expect(() => decodeBmp(makeBmp({ width: -1, height: 1, bits: 24, rows: [] }))).toThrow('has -1 × 1 pixels');
    const large = makeBmp({ width: 0x7fffffff, height: 0x7fffffff, bits: 1, rows: [0] });
    expect(() => decodeBmp(large)).toThrow('ends before its last pixel');
  });

  it('refuses a damaged file, or reads as many values as it says', () => {
    let whole = 0;
    fc.assert(
      fc.property(damagedFiles(WHOLE.map(([, bytes]) => bytes)), (bytes) => {
        try {
          const { width, height, channels, pixels } = decodeBmp(bytes);
          whole += 1;
          return pixels.length === width * height * channels;
        } catch (error) {
          if (error instanceof LabError) return error.code === 'invalid-request';
          throw error;
        }
      }),
      { numRuns: fuzzRuns(5000) },
    );
    expect(whole).toBeGreaterThan(100);
  });
});
