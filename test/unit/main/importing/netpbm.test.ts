import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeNetpbm, headerOf } from '#main/importing/netpbm';
import { LabError } from '#shared/errors/errors';

import { fuzzRuns } from '../../shared/hostile-values';
import { damagedFiles } from '../hostile-bytes';

const file = (head: string, ...values: readonly number[]): Buffer =>
  Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(values)]);

const WHOLE: readonly (readonly [string, Buffer, readonly [number, number, number], readonly number[]])[] = [
  ['P1', file('P1\n3 2\n1 0 1\n0 1 0\n'), [3, 2, 1], [0, 255, 0, 255, 0, 255]],
  ['P1 without blanks', file('P1 3 2\n101010'), [3, 2, 1], [0, 255, 0, 255, 0, 255]],
  ['P2', file('P2\n2 2\n255\n0 127\n200 255\n'), [2, 2, 1], [0, 127, 200, 255]],
  ['P2 of another range', file('P2 3 1 15 0 5 15'), [3, 1, 1], [0, 85, 255]],
  ['P2 above its range', file('P2 2 1 15 16 99999999999'), [2, 1, 1], [255, 255]],
  ['P3', file('P3 1 2 255\n1 2 3\n4 5 6'), [1, 2, 3], [1, 2, 3, 4, 5, 6]],
  ['P4', file('P4 3 2\n', 0b1010_0000, 0b0101_1111), [3, 2, 1], [0, 255, 0, 255, 0, 255]],
  ['P4 of two bytes a row', file('P4 9 1\n', 0xff, 0), [9, 1, 1], [0, 0, 0, 0, 0, 0, 0, 0, 255]],
  ['P5', file('P5 2 2 255\n', 0, 10, 13, 255), [2, 2, 1], [0, 10, 13, 255]],
  ['P5 of 16 bits', file('P5 3 1 65535\n', 0, 0, 0x80, 0x80, 0xff, 0xff), [3, 1, 1], [0, 128, 255]],
  ['P5 of ten bits', file('P5 2 1 1023\n', 0x03, 0xff, 0x01, 0xff), [2, 1, 1], [255, 127]],
  ['P6', file('P6 1 1 255\n', 9, 8, 7), [1, 1, 3], [9, 8, 7]],
  ['P6 of 16 bits', file('P6 1 1 65535\n', 9, 9, 8, 8, 7, 7), [1, 1, 3], [9, 8, 7]],
  ['one with comments', file('P5#a\n# 7 7\n 2 # wide\r1\n#\n255\n', 35, 10), [2, 1, 1], [35, 10]],
  ['plain text with comments', file('P2 2 1 255 # begins\n7 # 8\n9'), [2, 1, 1], [7, 9]],
  ['the first of several', file('P5 1 1 255\n\u0005P5 1 1 255\n\u0006'), [1, 1, 1], [5]],
];

describe('decodeNetpbm', () => {
  it.each(WHOLE)('reads %s', (_what, bytes, [width, height, channels], pixels) => {
    expect(decodeNetpbm(bytes)).toEqual({ width, height, channels, pixels: Uint8Array.from(pixels) });
  });

  it.each([
    ['another kind', file('P7 1 1 255\n', 1), 'does not begin as'],
    ['nothing', file(''), 'does not begin as'],
    ['its first letters alone', file('P5'), 'has no whole header'],
    ['no size', file('P5 wide high\n'), 'has no whole header'],
    ['no range', file('P5 1 1\n'), 'has no whole header'],
    ['a comment that never ends', file('P5 # 1 1 255'), 'has no whole header'],
    ['no pixels', file('P5 0 1 255\n'), 'names a size or a range'],
    ['a range of nothing', file('P5 1 1 0\n', 1), 'names a size or a range'],
    ['a range of three bytes', file('P5 1 1 65536\n', 1, 1, 1), 'names a size or a range'],
    ['a size of many digits', file(`P5 1 ${'9'.repeat(400)} 255\n`), 'names a size that no picture has'],
  ])('refuses one of %s', (_what, bytes, says) => {
    expect(() => decodeNetpbm(bytes)).toThrow(says);
  });

  it.each(WHOLE.filter(([what]) => !what.includes('first of several')))(
    'refuses %s that was cut off',
    (_what, bytes) => {
      // by more than a number in plain text, which may end early
      expect(() => decodeNetpbm(bytes.subarray(0, -12))).toThrow(
        /ends before its last pixel|has no whole header|does not begin as/,
      );
    },
  );

  it.each(['P1', 'P2', 'P3', 'P4', 'P5', 'P6'])('makes no room for what %s only claims', (kind) => {
    expect(() => decodeNetpbm(file(`${kind} 999999999 999999999 255\n`, 1, 2, 3))).toThrow(
      'ends before its last pixel',
    );
  });

  it('refuses a damaged file, or reads as many values as it says', () => {
    let whole = 0;
    fc.assert(
      fc.property(damagedFiles(WHOLE.map(([, bytes]) => bytes)), (bytes) => {
        try {
          const { width, height, channels, pixels } = decodeNetpbm(bytes);
          whole += 1;
          return pixels.length === width * height * channels && width > 0 && headerOf(bytes).height === height;
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
