import { describe, expect, it } from 'vitest';

import { createCatalogue } from '#main/datasets/catalogue';
import { loadDataset } from '#main/datasets/load';

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

  it('begins with a frog, whose first pixel is the known one', async () => {
    const catalogue = createCatalogue({ home: await temporaryFolder(), dataFolder });
    const { facts, train } = await loadDataset('cifar10', await catalogue.folderOf('cifar10'));
    expect(facts.classNames[train.labels[0] ?? 0]).toBe('frog');
    // as tf.keras.datasets.cifar10 and every tutorial that prints x_train[0, 0, 0] show it
    expect([...train.images.subarray(0, 3)]).toEqual([59, 62, 63]);
  });
});
