import { copyFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { createCatalogue } from '#main/datasets/catalogue';
import { cifar10Dataset, TEST_FILE, TRAIN_FILES } from '#main/datasets/cifar10';
import { emnistDataset } from '#main/datasets/emnist';
import { fashionMnistDataset } from '#main/datasets/fashion-mnist';
import { importDataset } from '#main/datasets/import';
import { DATASETS } from '#shared/datasets/datasets';

import { encodeRecord, RECORDS, sampleFiles, writeFiles } from './cifar10-samples';
import { encodeIdx, sampleIdxFiles, smaller } from './idx-samples';
import { temporaryFolder } from './temporary-folder';

const CIFAR10 = cifar10Dataset({
  archive: { url: 'https://example.org/cifar.tar.gz', bytes: 1, sha256: 'none' },
  recordsPerFile: RECORDS,
});
const [FIRST = '', SECOND = '', THIRD = ''] = TRAIN_FILES;

const cifar = async (): Promise<string> => writeFiles(await temporaryFolder(), sampleFiles());

const damaged = (text: string): object =>
  expect.objectContaining({ code: 'dataset-damaged', message: expect.stringContaining(text) as string }) as object;

/** Records of an image a piece, of one shade each. */
const records = (images: readonly (readonly [label: number, shade: number])[]): Buffer =>
  Buffer.concat(images.map(([label, shade]) => encodeRecord(label, new Uint8Array(3072).fill(shade))));

describe('CIFAR-10 that is not what it says', () => {
  it.each([
    ['a batch as the test set', FIRST, TEST_FILE],
    ['one batch twice', SECOND, THIRD],
  ])('is refused at a look, when it is loaded and when it is verified: %s', async (_, from, to) => {
    const folder = await cifar();
    await copyFile(join(folder, from), join(folder, to));
    const message = `${join(folder, to)} holds the same images as ${join(folder, from)}; expected others in each file.`;
    expect(await CIFAR10.inspect(folder)).toEqual({ kind: 'damaged', problem: message });
    await expect(CIFAR10.read(folder)).rejects.toEqual(damaged(message));
    await expect(CIFAR10.verify(folder)).rejects.toEqual(damaged(message));
    const catalogue = createCatalogue({ home: await temporaryFolder(), dataFolder: folder, datasets: [CIFAR10] });
    expect((await catalogue.info('cifar10')).state).toMatchObject({ kind: 'damaged', problem: message });
    await expect(importDataset(CIFAR10, folder, join(await temporaryFolder(), 'x', 'cifar10'))).rejects.toEqual(
      damaged(message),
    );
  });

  it('is refused where a file holds the images of another in another order', async () => {
    const folder = await cifar();
    await writeFile(
      join(folder, SECOND),
      records([
        [3, 101],
        [4, 102],
        [5, 103],
      ]),
    );
    await writeFile(
      join(folder, TEST_FILE),
      records([
        [7, 103],
        [6, 101],
        [5, 102],
      ]),
    );
    expect((await CIFAR10.inspect(folder)).kind).toBe('complete');
    await expect(CIFAR10.verify(folder)).rejects.toEqual(
      damaged(`${join(folder, TEST_FILE)} holds the same images as ${join(folder, SECOND)}`),
    );
  });

  it('is refused where a class comes too often, when it is loaded and when it is verified', async () => {
    const folder = await cifar();
    await writeFile(
      join(folder, TEST_FILE),
      records([
        [2, 101],
        [2, 102],
        [5, 103],
      ]),
    );
    for (const look of [CIFAR10.read, CIFAR10.verify]) {
      await expect(look(folder)).rejects.toEqual(
        damaged(`The labels of ${join(folder, TEST_FILE)} give 2 images of the class "bird"`),
      );
    }
  });

  it('is taken with single images on both sides, and says how many', async () => {
    const folder = await cifar();
    await writeFile(
      join(folder, SECOND),
      records([
        [3, 101],
        [4, 102],
        [5, 103],
      ]),
    );
    await writeFile(
      join(folder, TEST_FILE),
      records([
        [5, 102],
        [6, 200],
        [7, 103],
      ]),
    );
    expect(await CIFAR10.verify(folder)).toEqual({ bytes: 'not-official', sharedImages: 2 });
  });
});

describe('the findings of a verification', () => {
  it('are kept until a file changes, and say official only of what the authors’ checksum proved', async () => {
    const data = await cifar();
    const catalogue = createCatalogue({ home: await temporaryFolder(), dataFolder: data, datasets: [CIFAR10] });
    expect((await catalogue.info('cifar10')).state).toEqual({ kind: 'installed', folder: data });
    await catalogue.verify('cifar10');
    const findings = { bytes: 'not-official', sharedImages: 0 };
    expect((await catalogue.info('cifar10')).state).toMatchObject({ kind: 'installed', findings });
    await utimes(join(data, FIRST), new Date(0), new Date(0));
    expect((await catalogue.info('cifar10')).state).toEqual({ kind: 'installed', folder: data });
  });
});

describe('idx files that are not what they say', () => {
  const facts = smaller(DATASETS.get('fashion-mnist'));
  const fashion = fashionMnistDataset({ facts, testLabelsSha256: null, systemFolders: [] });
  const [trainImages = '', trainLabels = '', testImages = '', testLabels = ''] = fashion.fileNames;
  const idx = async (change: (files: Map<string, Buffer>) => void): Promise<string> => {
    const files = sampleIdxFiles(fashion.fileNames, { facts });
    change(files);
    return writeFiles(await temporaryFolder(), files);
  };

  it('are taken where they are, without a word on bytes that have no published checksum', async () => {
    expect(await fashion.verify(await idx(() => undefined))).toEqual({ bytes: 'unknown', sharedImages: 0 });
  });

  it('are refused where labels of the test set lie beside the training images', async () => {
    const folder = await idx((files) => {
      const labels = files.get(trainLabels) ?? Buffer.alloc(0);
      files.set(trainLabels, files.get(testLabels) ?? Buffer.alloc(0)).set(testLabels, labels);
    });
    expect(await fashion.inspect(folder)).toMatchObject({ kind: 'damaged' });
  });

  it('are refused where the test images are the first training images', async () => {
    const folder = await idx((files) =>
      files.set(
        testImages,
        encodeIdx([4, 28, 28], files.get(trainImages)?.subarray(16, 16 + 4 * 784) ?? Buffer.alloc(0)),
      ),
    );
    const message = damaged(`${join(folder, testImages)} holds the same images as ${join(folder, trainImages)}`);
    await expect(fashion.read(folder)).rejects.toEqual(message);
    await expect(fashion.verify(folder)).rejects.toEqual(message);
  });

  it('are refused where a class comes too often', async () => {
    const folder = await idx((files) => files.set(trainLabels, encodeIdx([6], Uint8Array.of(1, 1, 2, 3, 4, 5))));
    for (const look of [fashion.read, fashion.verify]) {
      await expect(look(folder)).rejects.toEqual(damaged('give 2 images of the class "Trouser"'));
    }
  });

  it('are refused where they are those of a split with fewer classes', async () => {
    const byclass = smaller(DATASETS.get('emnist-byclass'), 100, 62);
    const dataset = emnistDataset('byclass', { facts: byclass });
    const files = sampleIdxFiles(dataset.fileNames, { facts: byclass });
    expect(await dataset.verify(await writeFiles(await temporaryFolder(), files))).toEqual({
      bytes: 'unknown',
      sharedImages: 0,
    });
    const labels = Uint8Array.from({ length: 100 }, (_, image) => image % 47);
    files.set(dataset.fileNames[1] ?? '', encodeIdx([100], labels));
    const folder = await writeFiles(await temporaryFolder(), files);
    await expect(dataset.verify(folder)).rejects.toEqual(
      damaged('give 0 images of the class "l"; expected one at least'),
    );
  });
});

const real = process.env['SIAMESE_LAB_DATA'] ?? '';

describe.skipIf(real === '')('the real copies (need SIAMESE_LAB_DATA)', () => {
  it('are told apart from the official bytes, and their images on both sides are counted', async () => {
    const cifar10 = await cifar10Dataset().verify(join(real, 'cifar-10-batches-bin'));
    expect(cifar10.bytes).toBe('not-official');
    const letters = await emnistDataset('letters').verify(join(real, 'emnist-letters'));
    expect(letters.bytes).toBe('official');
    expect([cifar10.sharedImages, letters.sharedImages]).toEqual([0, 0]);
  });
});
