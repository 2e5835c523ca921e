import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { pixelStatistics, pixelTables, statisticsFor } from '#main/engine/pixel-scaling';

/** Images of 2 × 2 × 3 values. */
const SIZE = 12;
const sets = fc
  .uint8Array({ minLength: SIZE, maxLength: 20 * SIZE })
  .map((bytes) => bytes.subarray(0, bytes.length - (bytes.length % SIZE)))
  .map((images) => ({ images, labels: new Uint8Array(images.length / SIZE), count: images.length / SIZE }));

describe('pixel statistics', () => {
  it('are the mean and the deviation over every pixel of the images that are used, and of no other', () => {
    fc.assert(
      fc.property(sets, fc.nat(), (set, first) => {
        const used = Uint32Array.from({ length: set.count }, (_, image) => image).subarray(first % set.count);
        const pixels = [...set.images.subarray((first % set.count) * SIZE)];
        const mean = pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
        const variance = pixels.reduce((sum, pixel) => sum + (pixel - mean) ** 2, 0) / pixels.length;
        const found = pixelStatistics(set, used);
        expect(found.mean).toBeCloseTo(mean, 10);
        expect(found.deviation).toBeCloseTo(Math.sqrt(variance), 10);
      }),
    );
  });

  it('are taken for a scaling that needs them alone', () => {
    const set = { images: Uint8Array.from([0, 10]), labels: new Uint8Array(2), count: 2 };
    const both = Uint32Array.of(0, 1);
    expect(statisticsFor('standardised', set, both)).toEqual({ mean: 5, deviation: 5 });
    expect(statisticsFor('unit', set, both)).toBeUndefined();
    expect(statisticsFor('imagenet', set, both)).toBeUndefined();
  });
});

describe('pixel tables', () => {
  it('divide by 255, rounded once to float32', () => {
    const { sources, values } = pixelTables('unit', 2, undefined);
    expect([...sources]).toEqual([0, 1]);
    for (let value = 0; value < 256; value++) {
      expect([values[value], values[256 + value]]).toEqual([Math.fround(value / 255), Math.fround(value / 255)]);
    }
  });

  it('standardise by (x − mean) / (std + 1e-7), and survive images of one grey', () => {
    const { values } = pixelTables('standardised', 1, { mean: 120.707, deviation: 64.15 });
    expect(values[0]).toBe(Math.fround(-120.707 / (64.15 + 1e-7)));
    expect(values[255]).toBe(Math.fround((255 - 120.707) / (64.15 + 1e-7)));
    expect(pixelTables('standardised', 1, { mean: 7, deviation: 0 }).values[7]).toBe(0);
  });

  it('turn red, green, blue into blue, green, red, each less its mean over ImageNet', () => {
    const { sources, values } = pixelTables('imagenet', 3, undefined);
    expect([...sources]).toEqual([2, 1, 0]);
    const pixel = [250, 100, 3];
    const input = [...sources].map((source, channel) => values[256 * channel + (pixel[source] ?? 0)]);
    expect(input).toEqual([Math.fround(3 - 103.939), Math.fround(100 - 116.779), Math.fround(250 - 123.68)]);
  });

  it('are refused where something is missing', () => {
    expect(() => pixelTables('standardised', 3, undefined)).toThrow('Received no mean and deviation');
    expect(() => pixelTables('imagenet', 1, undefined)).toThrow('Received images of 1 channels');
  });
});
