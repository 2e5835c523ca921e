import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { loadTensorflow } from '#main/engine/tensorflow';
import { decodeImage } from '#main/importing/decode-image';
import type { DecodedImage } from '#main/importing/decoded-image';
import { imageHeader } from '#main/importing/image-header';
import { LabError } from '#shared/errors/errors';

import { fuzzRuns } from '../../shared/hostile-values';
import { damagedFiles } from '../hostile-bytes';
import { greyPng, makeBmp, makeGif, makePng } from './picture-samples';

const tf = loadTensorflow();

const decoded = (bytes: Uint8Array, side = 28): DecodedImage => decodeImage(tf, bytes, imageHeader(bytes), side);

async function jpeg(width: number, height: number, colour: readonly number[]): Promise<Uint8Array> {
  const values = Array.from({ length: width * height }, () => colour).flat();
  const pixels = tf.tensor3d(values, [height, width, colour.length], 'int32');
  const bytes = await tf.node.encodeJpeg(pixels, colour.length === 1 ? 'grayscale' : 'rgb', 95);
  pixels.dispose();
  return bytes;
}

describe('decodeImage', () => {
  it.each([
    ['1 bit', makePng({ width: 3, height: 1, colourType: 0, depth: 1, rows: [[0b1010_0000]] }), 1, [255, 0, 255]],
    ['2 bits', makePng({ width: 4, height: 1, colourType: 0, depth: 2, rows: [[0b0001_1011]] }), 1, [0, 85, 170, 255]],
    [
      'grey',
      makePng({
        width: 2,
        height: 2,
        colourType: 0,
        rows: [
          [1, 2],
          [3, 4],
        ],
      }),
      1,
      [1, 2, 3, 4],
    ],
    ['16 bits', makePng({ width: 2, height: 1, colourType: 0, depth: 16, rows: [[0, 0, 255, 255]] }), 1, [0, 255]],
    ['grey and alpha', makePng({ width: 1, height: 1, colourType: 4, rows: [[9, 128]] }), 2, [9, 128]],
    ['colours', makePng({ width: 1, height: 1, colourType: 2, rows: [[9, 8, 7]] }), 3, [9, 8, 7]],
    ['colours and alpha', makePng({ width: 1, height: 1, colourType: 6, rows: [[9, 8, 7, 6]] }), 4, [9, 8, 7, 6]],
    [
      'colours of 16 bits',
      makePng({ width: 1, height: 1, colourType: 2, depth: 16, rows: [[9, 0, 8, 0, 7, 0]] }),
      3,
      [9, 8, 7],
    ],
    [
      'a palette',
      makePng({ width: 2, height: 1, colourType: 3, palette: [1, 2, 3, 4, 5, 6], rows: [[1, 0]] }),
      3,
      [4, 5, 6, 1, 2, 3],
    ],
  ])('reads a PNG of %s', (_what, bytes, channels, pixels) => {
    const image = decoded(bytes);
    expect({ ...image, pixels: Array.from(image.pixels) }).toEqual({ ...imageSizeOf(bytes), channels, pixels });
  });

  it.each([
    ['grey', [200]],
    ['coloured', [200, 100, 50]],
  ])('reads a %s JPEG', async (_what, colour) => {
    const { width, height, channels, pixels } = decoded(await jpeg(24, 16, colour));
    expect([width, height, channels]).toEqual([24, 16, colour.length]);
    pixels.forEach((value, place) => expect(Math.abs(value - (colour[place % channels] ?? 0))).toBeLessThanOrEqual(3));
  });

  it.each([
    [28, [160, 80]],
    [40, [160, 80]],
    [64, [320, 160]],
    [80, [320, 160]],
    [200, [640, 320]],
  ])('reads no more of a large JPEG than %i pixels a side need', async (side, size) => {
    const { width, height } = decoded(await jpeg(640, 320, [1]), side);
    // at least twice the side is left
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(Math.min(320, 2 * side));
    expect([width, height]).toEqual(size);
  });

  it('reads a BMP, a PGM, and the first picture of a GIF', () => {
    expect(decoded(makeBmp({ width: 1, height: 1, bits: 24, rows: [1, 2, 3, 0] })).pixels).toEqual(
      Uint8Array.of(3, 2, 1),
    );
    expect(decoded(Buffer.from('P5 1 1 255\n\u0007')).pixels).toEqual(Uint8Array.of(7));
    const frame = { width: 2, height: 1, pixels: [0, 1] };
    const film = makeGif(2, 1, [1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0], [frame, { ...frame, pixels: [1, 0] }]);
    const { pixels, ...size } = decoded(film);
    expect(size).toEqual({ width: 2, height: 1, channels: 3 });
    expect(Array.from(pixels)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('says what is wrong with a damaged picture, without names of operations', async () => {
    const whole = await jpeg(64, 64, [9]);
    for (const bytes of [greyPng(9, 7).subarray(0, -30), whole.subarray(0, -whole.length / 3)]) {
      expect(() => decoded(bytes)).toThrow(LabError);
      expect(() => decoded(bytes)).toThrow(/^could not be decoded: (?!.*Op:)/);
    }
  });

  it('says of a cut GIF that it is cut off, once', () => {
    const gif = makeGif(2, 1, new Array<number>(12).fill(1), [{ width: 2, height: 1, pixels: [0, 1] }]);
    expect(() => decoded(gif.subarray(0, -4))).toThrow(/^is cut off before the end of its first picture$/);
  });

  it('keeps no tensors, of whole pictures or of damaged ones', () => {
    const before = tf.memory().numTensors;
    decoded(greyPng(9, 7));
    expect(() => decoded(greyPng(9, 7).subarray(0, -30))).toThrow(LabError);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses a damaged file, or reads as many values as it says', async () => {
    const gif = makeGif(3, 2, new Array<number>(12).fill(9), [{ width: 3, height: 2, pixels: [0, 1, 2, 3, 2, 1] }]);
    const files = [greyPng(12, 7), await jpeg(16, 16, [9, 8, 7]), await jpeg(16, 16, [9]), gif];
    let whole = 0;
    fc.assert(
      fc.property(damagedFiles(files), (bytes) => {
        try {
          const header = imageHeader(bytes);
          // what a damaged header claims may be large, and is waited for
          if (header.width * header.height > 1e6) return true;
          const { width, height, channels, pixels } = decodeImage(tf, bytes, header, 28);
          whole += 1;
          return pixels.length === width * height * channels;
        } catch (error) {
          if (error instanceof LabError) return error.code === 'invalid-request' && error.message.length < 300;
          throw error;
        }
      }),
      { numRuns: fuzzRuns(2000) },
    );
    expect(whole).toBeGreaterThan(50);
  });
});

function imageSizeOf(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  const { width, height } = imageHeader(bytes);
  return { width, height };
}
