import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { loadTensorflow } from '#main/engine/tensorflow';
import { imageHeader, MOST_PIXELS } from '#main/importing/image-header';
import { LabError } from '#shared/errors/errors';

import { fuzzRuns } from '../../shared/hostile-values';
import { damagedFiles } from '../hostile-bytes';
import { makeBmp, makeGif, makePng, withOrientation } from './picture-samples';

const tf = loadTensorflow();

async function jpeg(width: number, height: number, channels: 1 | 3): Promise<Uint8Array> {
  const values = new Array<number>(width * height * channels).fill(100);
  const pixels = tf.tensor3d(values, [height, width, channels], 'int32');
  const bytes = await tf.node.encodeJpeg(pixels, channels === 1 ? 'grayscale' : 'rgb');
  pixels.dispose();
  return bytes;
}

const [grey, coloured] = [await jpeg(5, 3, 1), await jpeg(5, 3, 3)];
const png = (colourType: number): Buffer => makePng({ width: 5, height: 3, colourType, rows: [] });
const gif = makeGif(5, 3, new Array<number>(12).fill(9), [
  { width: 5, height: 3, pixels: new Array<number>(15).fill(1) },
]);
const bmp = makeBmp({ width: 5, height: -3, bits: 24, rows: new Array<number>(48).fill(7) });
const pgm = Buffer.from('P5 5 3 255\n123456789012345');
const ppm = Buffer.from('P6 5 3 255\n');

describe('imageHeader', () => {
  it.each([
    ['a grey PNG', png(0), 'png', true],
    ['a PNG in colours', png(2), 'png', false],
    ['a PNG with a palette', png(3), 'png', false],
    ['a grey PNG with transparency', png(4), 'png', true],
    ['a PNG in colours with transparency', png(6), 'png', false],
    ['a grey JPEG', grey, 'jpeg', true],
    ['a JPEG in colours', coloured, 'jpeg', false],
    ['a GIF', gif, 'gif', false],
    ['a BMP', bmp, 'bmp', false],
    ['a PBM', Buffer.from('P1 5 3\n'), 'netpbm', true],
    ['a PGM', pgm, 'netpbm', true],
    ['a PPM', ppm, 'netpbm', false],
  ])('reads the size of %s, and whether it is grey', (_what, bytes, format, isGrey) => {
    expect(imageHeader(bytes)).toEqual({ format, width: 5, height: 3, orientation: 1, isGrey });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('reads that a camera was held in way %i', (orientation) => {
    for (const isLittle of [true, false]) {
      expect(imageHeader(withOrientation(coloured, orientation, isLittle))).toEqual({
        format: 'jpeg',
        width: 5,
        height: 3,
        orientation,
        isGrey: false,
      });
    }
    expect(imageHeader(withOrientation(grey, orientation)).isGrey).toBe(true);
  });

  it('reads a picture by what it is, and not by where it lies in memory', () => {
    const inside = Buffer.concat([Buffer.alloc(7, 1), bmp]).subarray(7);
    expect(imageHeader(inside)).toMatchObject({ width: 5, height: 3 });
  });

  it.each([
    ['a text', Buffer.from('not a picture'), 'is a text file, and not a PNG, JPEG'],
    ['an empty file', Buffer.alloc(0), 'is empty'],
    ['a zip archive', Buffer.from('PK\u0003\u0004'), 'is a zip archive, and not a PNG'],
    ['a WebP picture', Buffer.from('RIFF\0\0\0\0WEBPVP8 '), 'is a WebP picture, and not a PNG'],
    ['the first bytes of a PNG', png(0).subarray(0, 10), 'is cut off or damaged: its size could not be read'],
    ['the first bytes of a JPEG', grey.subarray(0, 8), 'is cut off or damaged: its size could not be read'],
    ['the first bytes of a GIF', gif.subarray(0, 7), 'is cut off or damaged: its size could not be read'],
    ['the first bytes of a BMP', bmp.subarray(0, 20), 'ends before its header does'],
    ['a text that begins like a PGM', Buffer.from('P5 is the best'), 'has no whole header'],
  ])('says what is wrong with %s', (_what, bytes, says) => {
    expect(() => imageHeader(bytes)).toThrow(says);
  });

  it.each([
    [100_000, 100_000],
    [10_001, 10_000],
    [70_000, 1],
    [1, 70_000],
  ])('refuses a PNG that claims %i × %i pixels', (width, height) => {
    expect(() => imageHeader(makePng({ width, height, colourType: 2, rows: [] }))).toThrow(
      `has ${width} × ${height} pixels, and 100 million are the most that are read`,
    );
  });

  it('refuses one of no pixels', () => {
    expect(() => imageHeader(makePng({ width: 0, height: 3, colourType: 2, rows: [] }))).toThrow('has 0 × 3 pixels');
  });

  it('refuses a damaged file, or reads a size that can be', () => {
    let whole = 0;
    const files = [png(2), png(0), grey, coloured, withOrientation(coloured, 6), gif, bmp, pgm, ppm];
    fc.assert(
      fc.property(damagedFiles(files), (bytes) => {
        try {
          const { width, height, orientation } = imageHeader(bytes);
          whole += 1;
          return (
            [width, height, orientation].every(Number.isInteger) &&
            width > 0 &&
            height > 0 &&
            width * height <= MOST_PIXELS
          );
        } catch (error) {
          if (error instanceof LabError) return error.code === 'invalid-request' && error.message.length < 300;
          throw error;
        }
      }),
      { numRuns: fuzzRuns(10_000) },
    );
    expect(whole).toBeGreaterThan(1000);
  });
});
