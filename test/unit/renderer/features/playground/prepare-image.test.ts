import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  isLightAtEdge,
  prepareImage,
  type SquarePicture,
} from '../../../../../src-renderer/features/playground/prepare-image';

function picture(side: number, colourAt: (x: number, y: number) => readonly [number, number, number]): SquarePicture {
  const rgba = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) rgba.set([...colourAt(x, y), 255], (y * side + x) * 4);
  return { side, rgba };
}

describe('a picture as a network sees it', () => {
  it('is the same where it has the size already', () => {
    const own = picture(2, (x, y) => [10 * x, 20 * y, 30]);
    expect([...prepareImage(own, [2, 2, 3], false)]).toEqual([0, 0, 30, 10, 0, 30, 0, 20, 30, 10, 20, 30]);
  });

  it('has the mean of what each pixel covers, parts of pixels included', () => {
    const halves = picture(4, (x) => (x < 2 ? [0, 0, 0] : [200, 100, 50]));
    expect([...prepareImage(halves, [1, 2, 3], false)]).toEqual([0, 0, 0, 200, 100, 50]);
    // three pixels over two: the middle one belongs to both by half
    const thirds = picture(3, (x) => [30 * x, 0, 0]);
    expect([...prepareImage(thirds, [1, 2, 3], false)]).toEqual([10, 0, 0, 50, 0, 0]);
  });

  it('is grey for a dataset of one channel, and its own negative where it is inverted', () => {
    const colours = picture(1, () => [200, 100, 50]);
    const grey = Math.round(0.299 * 200 + 0.587 * 100 + 0.114 * 50);
    expect([...prepareImage(colours, [1, 1, 1], false)]).toEqual([grey]);
    expect([...prepareImage(colours, [1, 1, 1], true)]).toEqual([255 - grey]);
  });

  it('keeps one colour as it is, whatever the sizes', () => {
    const [size, value] = [fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 255 })];
    fc.assert(
      fc.property(size, size, size, value, (side, height, width, colour) => {
        const plain = picture(side, () => [colour, colour, colour]);
        const pixels = prepareImage(plain, [height, width, 3], false);
        expect(pixels).toEqual(new Uint8Array(height * width * 3).fill(colour));
      }),
      { numRuns: 30 },
    );
  });
});

it('knows a drawing on paper by its light edge', () => {
  const dot = (paper: number, ink: number) =>
    picture(5, (x, y) => (x === 2 && y === 2 ? [ink, ink, ink] : [paper, paper, paper]));
  expect([isLightAtEdge(dot(255, 0)), isLightAtEdge(dot(0, 255))]).toEqual([true, false]);
});
