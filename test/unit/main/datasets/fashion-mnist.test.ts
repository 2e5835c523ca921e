import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { createCatalogue } from '#main/datasets/catalogue';
import type { ImageSet } from '#main/datasets/dataset';
import { fashionMnistDataset } from '#main/datasets/fashion-mnist';
import { loadDataset } from '#main/datasets/load';
import { findFolder } from '#main/datasets/stored-dataset';
import { DATASETS } from '#shared/datasets/datasets';

import { writeFiles } from './cifar10-samples';
import { encodeIdx, sampleIdxFiles, smaller } from './idx-samples';
import { temporaryFolder } from './temporary-folder';

const FACTS = smaller(DATASETS.get('fashion-mnist'));
const FILES = sampleIdxFiles(fashionMnistDataset().fileNames, { facts: FACTS });
const TEST_LABELS = 't10k-labels-idx1-ubyte';
const testLabelsSha256 = createHash('sha256')
  .update(Uint8Array.of(0, 1, 2, 3))
  .digest('hex');
const FASHION = fashionMnistDataset({ facts: FACTS, testLabelsSha256 });

describe('Fashion-MNIST', () => {
  it('is read as it lies in the files, which is upright, with labels from 0', async () => {
    const { train, test } = await FASHION.read(await writeFiles(await temporaryFolder(), FILES));
    expect([...train.labels, ...test.labels]).toEqual([0, 1, 2, 3, 4, 5, 0, 1, 2, 3]);
    expect([0, 1, 2].map((image) => train.images[image * 784 + 2])).toEqual([1, 2, 3]);
  });

  it('is not taken for MNIST, which has files of the same names and sizes', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, FILES);
    await writeFile(join(folder, TEST_LABELS), encodeIdx([4], Uint8Array.of(7, 2, 1, 0)));
    for (const look of [FASHION.read, FASHION.verify]) {
      await expect(look(folder)).rejects.toMatchObject({
        code: 'dataset-damaged',
        message: expect.stringMatching(
          /t10k-labels-idx1-ubyte holds other labels than those of Fashion-MNIST/,
        ) as string,
      });
    }
    const beside = await writeFiles(join(folder, 'fashion-mnist'), FILES);
    expect(await findFolder(FASHION, folder)).toMatchObject({ folder: beside });
  });

  const packaged = fashionMnistDataset().systemFolders[0];
  it.skipIf(packaged === undefined)('is looked for where a package of Debian puts it (Linux only)', () => {
    expect(packaged).toBe('/usr/share/datasets/fashion-mnist');
  });
});

const catalogue = createCatalogue({ home: 'nowhere', dataFolder: process.env['SIAMESE_LAB_DATA'] });
const { state } = await catalogue.info('fashion-mnist');

describe.skipIf(state.kind !== 'installed')(
  'the real Fashion-MNIST (needs SIAMESE_LAB_DATA to name a folder with fashion-mnist, or the package of Debian)',
  () => {
    it('has 6,000 train and 1,000 test images of each class, and begins with an ankle boot', async () => {
      const { facts, train, test } = await loadDataset('fashion-mnist', await catalogue.folderOf('fashion-mnist'));
      const perClass = ({ labels }: ImageSet): number[] =>
        facts.classNames.map((_, label) => labels.filter((other) => other === label).length);
      expect(perClass(train)).toEqual(facts.classNames.map(() => 6000));
      expect(perClass(test)).toEqual(facts.classNames.map(() => 1000));
      expect(facts.classNames[train.labels[0] ?? 0]).toBe('Ankle boot');
    });
  },
);
