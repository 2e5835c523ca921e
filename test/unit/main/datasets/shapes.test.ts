import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { drawShapes } from '#main/datasets/shapes';
import { SOURCES } from '#main/datasets/sources';
import { DATASETS } from '#shared/datasets/datasets';

const IMAGE_BYTES = 32 * 32 * 3;

function countByClass(labels: Uint8Array): number[] {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

function imagesOf(images: Uint8Array): string[] {
  return Array.from({ length: images.length / IMAGE_BYTES }, (_, index) =>
    Buffer.from(images.subarray(index * IMAGE_BYTES, (index + 1) * IMAGE_BYTES)).toString('latin1'),
  );
}

describe('the shapes dataset', async () => {
  const dataset = await SOURCES.get('shapes').load(null);

  it('is the same bytes as ever: figures of runs on it stay comparable', () => {
    expect(dataset.checksum).toBe('fdb299b059ef970791382d49a0d639bac5ba9950ba6b4c2fadf262fdd7cd1efc');
  });

  it('holds what its facts say', () => {
    expect(dataset.facts).toBe(DATASETS.get('shapes'));
    expect([dataset.train.count, dataset.train.images.length]).toEqual([5000, 5000 * IMAGE_BYTES]);
    expect([dataset.test.count, dataset.test.images.length]).toEqual([1000, 1000 * IMAGE_BYTES]);
  });

  it('has every class equally often, and a tenth of it has them all', () => {
    expect(countByClass(dataset.train.labels)).toEqual(Array.from({ length: 10 }, () => 500));
    expect(countByClass(dataset.test.labels)).toEqual(Array.from({ length: 10 }, () => 100));
    expect(Math.min(...countByClass(dataset.train.labels.subarray(0, 500)))).toBeGreaterThan(25);
  });

  it('has no image twice, and none of the test images among the train images', () => {
    const all = [...imagesOf(dataset.train.images), ...imagesOf(dataset.test.images)];
    expect(new Set(all).size).toBe(6000);
  });

  it('cannot be told apart by brightness alone', () => {
    const sums = Array.from({ length: 10 }, () => 0);
    dataset.train.labels.forEach((label, index) => {
      const image = dataset.train.images.subarray(index * IMAGE_BYTES, (index + 1) * IMAGE_BYTES);
      sums[label] = (sums[label] ?? 0) + image.reduce((sum, value) => sum + value, 0);
    });
    const means = sums.map((sum) => sum / (500 * IMAGE_BYTES));
    expect(Math.max(...means) - Math.min(...means)).toBeLessThan(64);
  });
});

describe('drawShapes', () => {
  it('draws the same images for the same seed, and others for another', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), (seed, count) => {
        const set = drawShapes(count, seed);
        expect(drawShapes(count, seed)).toEqual(set);
        expect(drawShapes(count, seed + 1).images).not.toEqual(set.images);
      }),
      { numRuns: 20 },
    );
  });

  it('draws the asked number of images with valid labels', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 23 }), (seed, count) => {
        const { images, labels } = drawShapes(count, seed);
        expect([images.length, labels.length]).toEqual([count * IMAGE_BYTES, count]);
        const counts = countByClass(labels);
        expect(counts).toHaveLength(10);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 20 },
    );
  });
});
