import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { pictureSize } from '../../../../../src-renderer/features/playground/picture-size';

function png(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

/** A JPEG's beginning: an APP0 segment, a filling byte, and the frame. */
function jpeg(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 6, 1, 2, 3, 4, 0xff, 0xff, 0xc2, 0, 17, 8, 0, 0, 0, 0, 3]);
  const view = new DataView(bytes.buffer);
  view.setUint16(16, height);
  view.setUint16(18, width);
  return bytes;
}

describe('the size of a picture', () => {
  it('is read from the header of a PNG and a JPEG', () => {
    expect(pictureSize(png(640, 480))).toEqual({ width: 640, height: 480 });
    expect(pictureSize(png(4_000_000_000, 4_000_000_000))).toEqual({ width: 4e9, height: 4e9 });
    expect(pictureSize(jpeg(65_500, 3))).toEqual({ width: 65_500, height: 3 });
  });

  it.each([
    ['nothing', []],
    ['a GIF', [0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 255, 255, 255, 255]],
    ['a cut PNG', [...png(1, 1).subarray(0, 20)]],
    ['a cut JPEG', [...jpeg(1, 1).subarray(0, 15)]],
    ['a JPEG without a frame', [0xff, 0xd8, 0xff, 0xda, 0, 2, 0, 0, 0, 0, 0, 0]],
  ])('is not known of %s', (_what, bytes) => {
    expect(pictureSize(Uint8Array.from(bytes))).toBeNull();
  });

  it('is a size or unknown for any bytes', () => {
    const start = fc.constantFrom([0xff, 0xd8], [0xff, 0xd8, 0xff], [...png(1, 1).subarray(0, 16)], []);
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 200 }), (begin, rest) => {
        const size = pictureSize(Uint8Array.from([...begin, ...rest]));
        expect(size === null || (size.width >= 0 && size.height >= 0)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
