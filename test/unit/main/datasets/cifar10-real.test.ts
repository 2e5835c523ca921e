import { describe, expect, it } from 'vitest';

import { createCatalogue } from '#main/datasets/catalogue';
import { loadDataset } from '#main/datasets/load';
import { sampledImages } from '#shared/datasets/sample';

import { temporaryFolder } from './temporary-folder';

const dataFolder = process.env['SIAMESE_LAB_DATA'];

function countByClass(labels: Uint8Array): number[] {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

describe.skipIf(!dataFolder)('the real CIFAR-10 (needs SIAMESE_LAB_DATA to name its folder)', () => {
  it('is found and loaded with 5,000 train and 1,000 test images of each class', async () => {
    const catalogue = createCatalogue({ home: await temporaryFolder(), dataFolder });
    const { train, test } = await loadDataset('cifar10', await catalogue.folderOf('cifar10'));
    expect([train.count, train.images.length]).toEqual([50_000, 50_000 * 3072]);
    expect([test.count, test.images.length]).toEqual([10_000, 10_000 * 3072]);
    expect(countByClass(train.labels)).toEqual(Array.from({ length: 10 }, () => 5000));
    expect(countByClass(test.labels)).toEqual(Array.from({ length: 10 }, () => 1000));
  });

  it('gives a drawn tenth 500 images of each class, others to each seed; its first tenth is not so even', async () => {
    const catalogue = createCatalogue({ home: await temporaryFolder(), dataFolder });
    const { labels } = (await loadDataset('cifar10', await catalogue.folderOf('cifar10'))).train;
    const countsOf = (images: Uint32Array): readonly number[] =>
      countByClass(Uint8Array.from(images, (image) => labels[image] ?? 0));
    const [one, other] = [1, 2].map((seed) => sampledImages(labels, 5000, 'drawn', seed));
    if (one === undefined || other === undefined) throw new Error('There are two seeds.');
    for (const drawn of [one, other]) expect(countsOf(drawn)).toEqual(Array.from({ length: 10 }, () => 500));
    const shared = new Set(one);
    // of two tenths that have nothing to do with each other a tenth is shared: 500, some 20 more or less
    expect(Math.abs(other.filter((image) => shared.has(image)).length - 500)).toBeLessThan(100);
    const half = new Set(sampledImages(labels, 25_000, 'drawn', 1));
    expect(one.every((image) => half.has(image))).toBe(true);
    expect(countsOf(sampledImages(labels, 5000, 'first', 1))).toEqual([
      505, 460, 519, 486, 519, 488, 519, 486, 520, 498,
    ]);
  });

  it('begins with a frog, whose first pixel is the known one', async () => {
    const catalogue = createCatalogue({ home: await temporaryFolder(), dataFolder });
    const { facts, train } = await loadDataset('cifar10', await catalogue.folderOf('cifar10'));
    expect(facts.classNames[train.labels[0] ?? 0]).toBe('frog');
    // as tf.keras.datasets.cifar10 and every tutorial that prints x_train[0, 0, 0] show it
    expect([...train.images.subarray(0, 3)]).toEqual([59, 62, 63]);
  });
});
