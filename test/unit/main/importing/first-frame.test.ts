import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { loadTensorflow } from '#main/engine/tensorflow';
import { firstFrame } from '#main/importing/first-frame';
import { LabError } from '#shared/errors/errors';

import { fuzzRuns } from '../../shared/hostile-values';
import { damagedFiles } from '../hostile-bytes';
import { makeGif, type GifFrame } from './picture-samples';

const tf = loadTensorflow();
const [RED, GREEN, BLUE, BLACK] = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [0, 0, 0],
];
const PALETTE = [RED, GREEN, BLUE, BLACK].flat();
const FIRST: GifFrame = { width: 3, height: 2, pixels: [0, 1, 2, 3, 2, 1] };
const OTHER: GifFrame = { width: 3, height: 2, pixels: [1, 1, 1, 1, 1, 1] };
const FILM = makeGif(3, 2, PALETTE, [FIRST, OTHER, OTHER]);

function decoded(gif: Uint8Array): { readonly shape: readonly number[]; readonly pixels: readonly number[] } {
  const tensor = tf.node.decodeGif(gif);
  const { shape } = tensor;
  const pixels = Array.from(tensor.dataSync());
  tensor.dispose();
  return { shape, pixels };
}

describe('firstFrame', () => {
  it('takes the first picture of a film', () => {
    expect(decoded(FILM).shape).toEqual([3, 2, 3, 3]);
    expect(decoded(firstFrame(FILM))).toEqual({
      shape: [1, 2, 3, 3],
      pixels: [RED, GREEN, BLUE, BLACK, BLUE, GREEN].flat(),
    });
  });

  it('leaves a single picture what it is', () => {
    const single = makeGif(3, 2, PALETTE, [FIRST]);
    expect(decoded(firstFrame(single))).toEqual(decoded(single));
  });

  it('takes a picture with colours of its own', () => {
    const own = [BLACK, BLUE, GREEN, RED].flat();
    const gif = makeGif(3, 2, PALETTE, [{ ...FIRST, palette: own }, OTHER]);
    expect(decoded(firstFrame(gif)).pixels).toEqual([BLACK, BLUE, GREEN, RED, GREEN, BLUE].flat());
  });

  it('takes a picture that lies inside a larger screen', () => {
    const gif = makeGif(9, 9, PALETTE, [{ ...FIRST, left: 4, top: 5 }]);
    expect(decoded(firstFrame(gif)).pixels).toEqual([RED, GREEN, BLUE, BLACK, BLUE, GREEN].flat());
  });

  it.each([
    ['of all pictures', undefined],
    ['of its own', PALETTE],
  ])('makes what is transparent white, in colours %s', (_whose, palette) => {
    const frame = { ...FIRST, transparent: 3, ...(palette === undefined ? {} : { palette }) };
    const white = [255, 255, 255];
    expect(decoded(firstFrame(makeGif(3, 2, PALETTE, [frame]))).pixels).toEqual(
      [RED, GREEN, BLUE, white, BLUE, GREEN].flat(),
    );
  });

  it('passes over a transparent colour that the palette has not', () => {
    const gif = makeGif(3, 2, PALETTE, [{ ...FIRST, transparent: 200 }]);
    expect(decoded(firstFrame(gif)).pixels).toEqual([RED, GREEN, BLUE, BLACK, BLUE, GREEN].flat());
  });

  it('refuses a picture that claims more pixels than are read, whatever the screen is', () => {
    const gif = makeGif(3, 2, PALETTE, [{ ...FIRST, width: 65_535, height: 65_535 }]);
    expect(() => firstFrame(gif)).toThrow('has a picture of 65535 × 65535 pixels');
  });

  it('refuses one that was cut off, wherever it was', () => {
    const single = makeGif(3, 2, PALETTE, [FIRST]);
    for (let length = 0; length < single.length - 1; length++) {
      expect(() => firstFrame(single.subarray(0, length))).toThrow(LabError);
    }
  });

  it('refuses a damaged file, or makes one of one picture', () => {
    let whole = 0;
    fc.assert(
      fc.property(
        damagedFiles([FILM, makeGif(9, 9, PALETTE, [{ ...FIRST, transparent: 1, palette: PALETTE }])]),
        (bytes) => {
          try {
            const frame = firstFrame(bytes);
            whole += 1;
            return (
              frame.length <= bytes.length + 1 && frame.at(-1) === 0x3b && Buffer.from(firstFrame(frame)).equals(frame)
            );
          } catch (error) {
            if (error instanceof LabError) return error.code === 'invalid-request';
            throw error;
          }
        },
      ),
      { numRuns: fuzzRuns(5000) },
    );
    expect(whole).toBeGreaterThan(100);
  });
});
