import { beforeAll, describe, expect, it } from 'vitest';

import { createCatalogue } from '#main/datasets/catalogue';
import type { LoadedDataset } from '#main/datasets/dataset';
import { loadDataset } from '#main/datasets/load';
import { DATASETS, trainingCount } from '#shared/datasets/datasets';
import { sampledImages } from '#shared/datasets/sample';

const dataFolder = process.env['SIAMESE_LAB_DATA'];
const CLASS_NAMES = DATASETS.get('emnist-letters').classNames;

function countByClass(labels: Uint8Array): number[] {
  const counts = CLASS_NAMES.map(() => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** The share of a class's ink that lies in the part of the image that `inside` tells. */
function inkShare({ train }: LoadedDataset, name: string, inside: (row: number, column: number) => boolean): number {
  const wanted = CLASS_NAMES.indexOf(name);
  let all = 0;
  let within = 0;
  train.labels.forEach((label, image) => {
    if (label !== wanted) return;
    for (let pixel = 0; pixel < 784; pixel++) {
      const ink = train.images[image * 784 + pixel] ?? 0;
      all += ink;
      if (inside(Math.floor(pixel / 28), pixel % 28)) within += ink;
    }
  });
  return within / all;
}

describe.skipIf(!dataFolder)(
  'the real EMNIST letters (needs SIAMESE_LAB_DATA to name a folder with emnist-letters)',
  () => {
    let letters: LoadedDataset;
    beforeAll(async () => {
      const catalogue = createCatalogue({ home: 'nowhere', dataFolder });
      letters = await loadDataset('emnist-letters', await catalogue.folderOf('emnist-letters'));
    });

    it('have 4,800 train and 800 test images of each class', () => {
      const { train, test } = letters;
      expect([train.count, train.images.length]).toEqual([124_800, 124_800 * 784]);
      expect([test.count, test.images.length]).toEqual([20_800, 20_800 * 784]);
      expect(countByClass(train.labels)).toEqual(CLASS_NAMES.map(() => 4800));
      expect(countByClass(test.labels)).toEqual(CLASS_NAMES.map(() => 800));
    });

    it.each([
      [0.1, 480, 480],
      [0.01, 48, 48],
      // 1,310 images: 50 of each class, and 10 more
      [0.0105, 50, 51],
    ])('give %d of them, drawn, %i to %i images of each class', (fraction, least, most) => {
      const { facts, train } = letters;
      const count = trainingCount(facts, fraction);
      const drawn = sampledImages(train.labels, count, 'drawn', 3);
      const counts = countByClass(Uint8Array.from(drawn, (image) => train.labels[image] ?? 0));
      expect(drawn).toHaveLength(count);
      expect([Math.min(...counts), Math.max(...counts)]).toEqual([least, most]);
    });

    it('are the official bytes, put upright and with labels from 0', () => {
      expect(letters.checksum).toBe('43b44a347e35781bd6abc3dd6f4e1e4ba71bb7ae7c98f14b46470e7ba5050125');
    });

    it('stand upright: each of three letters has its ink where one would write it', () => {
      // T: a bar above, no foot. V: open above, a point below. J: its hook to the left of the stem, below.
      const above = (row: number): boolean => row < 11;
      const below = (row: number): boolean => row >= 17;
      expect(inkShare(letters, 'T', above)).toBeGreaterThan(1.3 * inkShare(letters, 'T', below));
      const right = (row: number, column: number): boolean => below(row) && column >= 17;
      const left = (row: number, column: number): boolean => below(row) && column < 11;
      expect(inkShare(letters, 'J', left)).toBeGreaterThan(1.5 * inkShare(letters, 'J', right));
      const middle = (row: number, column: number): boolean => below(row) && column >= 11 && column < 17;
      const middleAbove = (row: number, column: number): boolean => above(row) && column >= 11 && column < 17;
      expect(inkShare(letters, 'V', middle)).toBeGreaterThan(2 * inkShare(letters, 'V', middleAbove));
    });
  },
);
