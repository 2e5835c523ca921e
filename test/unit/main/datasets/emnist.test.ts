import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { emnistDataset } from '#main/datasets/emnist';
import { transposeImages } from '#main/datasets/idx-dataset';
import { findFolder } from '#main/datasets/stored-dataset';
import { DATASETS } from '#shared/datasets/datasets';
import { EMNIST_SPLITS } from '#shared/datasets/emnist';

import { writeFiles } from './cifar10-samples';
import { encodeIdx, sampleIdxFiles, smaller } from './idx-samples';
import { temporaryFolder } from './temporary-folder';

const FACTS = smaller(DATASETS.get('emnist-letters'));
const LETTERS = emnistDataset('letters', { facts: FACTS });
const letters = (): Map<string, Buffer> => sampleIdxFiles(LETTERS.fileNames, { facts: FACTS, firstLabel: 1 });
const TRAIN_LABELS = 'emnist-letters-train-labels-idx1-ubyte';
const TEST_IMAGES = 'emnist-letters-test-images-idx3-ubyte';

describe('an EMNIST split', () => {
  it('is read upright, with labels from 0', async () => {
    const { facts, train, test, checksum } = await LETTERS.read(await writeFiles(await temporaryFolder(), letters()));
    expect(facts).toBe(FACTS);
    expect([train.count, train.images.length, test.count, test.images.length]).toEqual([6, 6 * 784, 4, 4 * 784]);
    expect([...train.labels]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...test.labels]).toEqual([0, 1, 2, 3]);
    // what the file has in its first row, third column, belongs into the third row, first column
    expect([0, 1, 2].map((image) => train.images[image * 784 + 2 * 28])).toEqual([1, 2, 3]);
    expect([train.images[0], test.images[0]]).toEqual([1, 2]);
    expect(checksum).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the same dataset when its files are compressed, under either name', async () => {
    const plain = await LETTERS.read(await writeFiles(await temporaryFolder(), letters()));
    const compressed = new Map([...letters()].map(([name, body]) => [`${name}.gz`, gzipSync(body)]));
    const folder = await writeFiles(await temporaryFolder(), compressed);
    await rename(join(folder, `${TEST_IMAGES}.gz`), join(folder, TEST_IMAGES));
    expect((await LETTERS.read(folder)).checksum).toBe(plain.checksum);
  });

  it.each([...EMNIST_SPLITS])('%s has files of its own name and labels of its own range', async (split) => {
    const facts = smaller(DATASETS.get(`emnist-${split}`));
    const dataset = emnistDataset(split, { facts });
    const firstLabel = split === 'letters' ? 1 : 0;
    const files = sampleIdxFiles(dataset.fileNames, { facts, firstLabel });
    const labels = `emnist-${split}-test-labels-idx1-ubyte`;
    const last = firstLabel + facts.classNames.length - 1;
    files.set(labels, encodeIdx([4], Uint8Array.of(firstLabel, last, last - 1, firstLabel + 1)));
    const folder = await writeFiles(await temporaryFolder(), files);
    const lastClass = facts.classNames.length - 1;
    expect([...(await dataset.read(folder)).test.labels]).toEqual([0, lastClass, lastClass - 1, 1]);
    await writeFile(join(folder, labels), encodeIdx([4], Uint8Array.of(firstLabel, firstLabel, last + 1, last)));
    for (const look of [dataset.read, dataset.verify]) {
      await expect(look(folder)).rejects.toMatchObject({
        code: 'dataset-damaged',
        message: expect.stringContaining(
          `has the label ${last + 1} for image 3; expected a label from ${firstLabel} to ${last}.`,
        ) as string,
      });
    }
  });

  it('refuses the label 0 among letters, which begin at 1', async () => {
    const folder = await writeFiles(
      await temporaryFolder(),
      letters().set(TRAIN_LABELS, encodeIdx([6], Uint8Array.of(1, 2, 0, 4, 5, 6))),
    );
    await expect(LETTERS.read(folder)).rejects.toThrow(/has the label 0 for image 3; expected a label from 1 to 26/);
  });

  it('says that not one of its files is there, and how they are called', async () => {
    const folder = await temporaryFolder();
    await expect(LETTERS.read(folder)).rejects.toMatchObject({
      code: 'dataset-missing',
      message: expect.stringMatching(
        /no file of EMNIST Letters; expected emnist-letters-train-images.*or without \.gz/,
      ) as string,
    });
  });

  it('names the file that is missing among the others, and one of another size', async () => {
    const folder = await writeFiles(await temporaryFolder(), letters());
    await writeFile(join(folder, TEST_IMAGES), Buffer.alloc(99));
    await expect(LETTERS.read(folder)).rejects.toThrow(/test-images-idx3-ubyte has 99 bytes; expected 3,152/);
    await rm(join(folder, TEST_IMAGES));
    await expect(LETTERS.verify(folder)).rejects.toThrow(/test-images-idx3-ubyte is missing; expected a file of 3,152/);
  });

  it('verifies every byte and counts them', async () => {
    const folder = await writeFiles(await temporaryFolder(), letters());
    const told: [number, number][] = [];
    await LETTERS.verify(folder, { onProgress: (done, total) => told.push([done, total]) });
    expect(told.at(-1)).toEqual([10 * 785, 10 * 785]);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(LETTERS.verify(folder, { signal })).rejects.toThrow('enough');
  });

  it.each(['', 'emnist-letters', 'gzip', 'EMNIST/raw'])('is found inside a folder ("%s")', async (inside) => {
    const folder = await temporaryFolder();
    const files = await writeFiles(join(folder, inside), letters());
    expect(await findFolder(LETTERS, folder)).toMatchObject({ folder: join(files), inspection: { kind: 'complete' } });
  });

  it('is found whole behind a damaged copy', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, TEST_IMAGES), 'damaged');
    expect(await findFolder(LETTERS, folder)).toMatchObject({ folder, inspection: { kind: 'damaged' } });
    const whole = await writeFiles(join(folder, 'gzip'), letters());
    expect(await findFolder(LETTERS, folder)).toMatchObject({ folder: whole, inspection: { kind: 'complete' } });
  });

  it('is not found where a folder has the name of a file', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, TEST_IMAGES));
    expect(await findFolder(LETTERS, folder)).toBeNull();
  });
});

describe('transposeImages', () => {
  it('exchanges rows and columns of each image, and twice is once not', () => {
    const anyImages = fc
      .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 4 }))
      .chain(([side, count]) => {
        const length = side * side * count;
        return fc.tuple(fc.constant(side), fc.uint8Array({ minLength: length, maxLength: length }));
      });
    fc.assert(
      fc.property(anyImages, ([side, images]) => {
        const turned = images.slice();
        transposeImages(turned, side);
        images.forEach((value, at) => {
          const [row, column] = [Math.floor(at / side) % side, at % side];
          expect(turned[at - row * side - column + column * side + row]).toBe(value);
        });
        transposeImages(turned, side);
        expect(turned).toEqual(images);
      }),
    );
  });
});
