import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { DecodedImage } from '#main/importing/decoded-image';
import { shapeImage, type Shaping } from '#main/importing/shape-image';
import { createRandom } from '#shared/basics/random';

const PLAIN: Shaping = { side: 2, fit: 'stretch', colours: 'grey', orientation: 1 };

const image = (
  width: number,
  height: number,
  channels: DecodedImage['channels'],
  pixels: readonly number[],
): DecodedImage => ({
  width,
  height,
  channels,
  pixels: Uint8Array.from(pixels),
});

const shaped = (picture: DecodedImage, shaping: Partial<Shaping>): number[] =>
  Array.from(shapeImage(picture, { ...PLAIN, ...shaping }));

/** The triangle filter as its definition has it, in two dimensions at once: slow and plain. */
function resizedSlowly(pixels: readonly number[], width: number, height: number, wide: number, high: number): number[] {
  const [stepX, stepY] = [width / wide, height / high];
  const triangle = (distance: number, step: number): number => Math.max(0, 1 - Math.abs(distance) / Math.max(1, step));
  const small: number[] = [];
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      let [sum, weights] = [0, 0];
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          const weight =
            triangle(column + 0.5 - (x + 0.5) * stepX, stepX) * triangle(row + 0.5 - (y + 0.5) * stepY, stepY);
          sum += weight * (pixels[row * width + column] ?? 0);
          weights += weight;
        }
      }
      small.push(sum / weights);
    }
  }
  return small;
}

const picture = fc
  .record({ width: fc.integer({ min: 1, max: 30 }), height: fc.integer({ min: 1, max: 30 }), seed: fc.nat(1e6) })
  .map(({ width, height, seed }) => {
    const random = createRandom(seed);
    return { width, height, pixels: Array.from({ length: width * height }, () => random.integer(256)) };
  });
const side = fc.integer({ min: 1, max: 20 });

/** Rounding may fall either way where the two differ in the last bit of a float. */
const expectNear = (received: readonly number[], expected: readonly number[]): void => {
  expect(received).toHaveLength(expected.length);
  received.forEach((value, place) => expect(Math.abs(value - (expected[place] ?? 0))).toBeLessThan(0.501));
};

describe('shapeImage', () => {
  it('stretches as the triangle filter does', () => {
    fc.assert(
      fc.property(picture, side, ({ width, height, pixels }, to) => {
        expectNear(shaped(image(width, height, 1, pixels), { side: to }), resizedSlowly(pixels, width, height, to, to));
      }),
    );
  });

  it('cuts out the middle, and resizes that', () => {
    fc.assert(
      fc.property(picture, side, ({ width, height, pixels }, to) => {
        const edge = Math.min(width, height);
        const [left, top] = [Math.floor((width - edge) / 2), Math.floor((height - edge) / 2)];
        const middle = pixels.filter((_, place) => {
          const [x, y] = [(place % width) - left, Math.floor(place / width) - top];
          return x >= 0 && x < edge && y >= 0 && y < edge;
        });
        expectNear(
          shaped(image(width, height, 1, pixels), { side: to, fit: 'crop' }),
          resizedSlowly(middle, edge, edge, to, to),
        );
      }),
    );
  });

  it('pads with black to a square, the whole picture in its middle', () => {
    fc.assert(
      fc.property(picture, side, ({ width, height, pixels }, to) => {
        const longer = Math.max(width, height);
        const [wide, high] = [width, height].map((length) => Math.max(1, Math.round((length * to) / longer)));
        const small = resizedSlowly(pixels, width, height, wide ?? 1, high ?? 1);
        const [left, top] = [Math.floor((to - (wide ?? 1)) / 2), Math.floor((to - (high ?? 1)) / 2)];
        const expected = Array.from({ length: to * to }, (_, place) => {
          const [x, y] = [(place % to) - left, Math.floor(place / to) - top];
          return x >= 0 && x < (wide ?? 1) && y >= 0 && y < (high ?? 1) ? (small[y * (wide ?? 1) + x] ?? 0) : 0;
        });
        expectNear(shaped(image(width, height, 1, pixels), { side: to, fit: 'pad' }), expected);
      }),
    );
  });

  it('resizes each colour as it would a grey picture', () => {
    fc.assert(
      fc.property(picture, picture, side, ({ width, height, pixels }, other, to) => {
        const [red, green, blue] = [
          pixels,
          pixels.toReversed(),
          pixels.map((value, place) => value ^ (other.pixels[place] ?? 0)),
        ];
        const mixed = red.flatMap((value, place) => [value, green[place] ?? 0, blue[place] ?? 0]);
        const colours = shaped(image(width, height, 3, mixed), { side: to, colours: 'colour', fit: 'pad' });
        [red, green, blue].forEach((plane, channel) => {
          expect(colours.filter((_, place) => place % 3 === channel)).toEqual(
            shaped(image(width, height, 1, plane), { side: to, fit: 'pad' }),
          );
        });
      }),
    );
  });

  it.each(['stretch', 'crop', 'pad'] as const)('leaves a square of the side what it is: %s', (fit) => {
    const pixels = [0, 1, 2, 253, 254, 255, 7, 8, 9];
    expect(shaped(image(3, 3, 1, pixels), { side: 3, fit })).toEqual(pixels);
  });

  it('keeps a picture of one shade that shade, however it is resized', () => {
    fc.assert(
      fc.property(picture, side, fc.nat(255), ({ width, height }, to, shade) => {
        const flat = image(width, height, 1, new Array<number>(width * height).fill(shade));
        expect(new Set(shaped(flat, { side: to, fit: 'crop' }))).toEqual(new Set([shade]));
      }),
    );
  });

  // of 1 2 3 / 4 5 6 in a file, what a person sees
  it.each([
    [1, [1, 2, 3, 4, 5, 6], 3],
    [2, [3, 2, 1, 6, 5, 4], 3],
    [3, [6, 5, 4, 3, 2, 1], 3],
    [4, [4, 5, 6, 1, 2, 3], 3],
    [5, [1, 4, 2, 5, 3, 6], 2],
    [6, [4, 1, 5, 2, 6, 3], 2],
    [7, [6, 3, 5, 2, 4, 1], 2],
    [8, [3, 6, 2, 5, 1, 4], 2],
  ])('turns a picture of orientation %i upright', (orientation, upright, wide) => {
    const high = 6 / wide;
    // padded to three by three, at the left or at the top
    const expected = Array.from({ length: 9 }, (_, place) => {
      const [x, y] = [place % 3, Math.floor(place / 3)];
      return x < wide && y < high ? upright[y * wide + x] : 0;
    });
    expect(shaped(image(3, 2, 1, [1, 2, 3, 4, 5, 6]), { side: 3, fit: 'pad', orientation })).toEqual(expected);
    const mixed = [1, 2, 3, 4, 5, 6].flatMap((value) => [value, value + 10, value + 20]);
    expect(shaped(image(3, 2, 3, mixed), { side: 3, fit: 'pad', orientation, colours: 'colour' })).toEqual(
      expected.flatMap((value) => (value === 0 ? [0, 0, 0] : [value, (value ?? 0) + 10, (value ?? 0) + 20])),
    );
  });

  it.each([0, 9, 1.5, Number.NaN])('leaves a picture of the unknown orientation %d as it is', (orientation) => {
    expect(shaped(image(2, 2, 1, [1, 2, 3, 4]), { orientation })).toEqual([1, 2, 3, 4]);
  });

  it('sees what is transparent on white', () => {
    expect(shaped(image(2, 2, 2, [0, 0, 0, 255, 100, 51, 255, 128]), {})).toEqual([255, 0, 224, 255]);
    expect(shaped(image(1, 1, 4, [10, 20, 30, 0]), { side: 1, colours: 'colour' })).toEqual([255, 255, 255]);
    expect(shaped(image(1, 1, 4, [10, 20, 30, 255]), { side: 1, colours: 'colour' })).toEqual([10, 20, 30]);
    expect(shaped(image(1, 1, 4, [0, 0, 0, 51]), { side: 1 })).toEqual([204]);
  });

  it('weighs the colours of a grey picture as BT.601 does', () => {
    const primaries = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255];
    expect(shaped(image(2, 2, 3, primaries), {})).toEqual([76, 150, 29, 255]);
  });

  it('gives a grey picture three equal channels where colours are wanted', () => {
    expect(shaped(image(1, 1, 1, [7]), { side: 1, colours: 'colour' })).toEqual([7, 7, 7]);
    expect(shaped(image(1, 1, 2, [7, 255]), { side: 1, colours: 'colour' })).toEqual([7, 7, 7]);
  });
});
