import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { checksumOf } from '#main/datasets/dataset';
import { imagesHeader } from '#main/datasets/own/images-file';
import { ownDataset } from '#main/datasets/own/own-dataset';
import { definitionOf } from '#main/datasets/own/record';

import { fuzzRuns } from '../../../shared/hostile-values';
import { damagedFiles, expectRefusal } from '../../hostile-bytes';
import { temporaryFolder } from '../temporary-folder';
import { IMAGES, madeDataset, recordOf } from './made-dataset';

const path = (folder: string): string => join(folder, 'images.safetensors');

describe('ownDataset', () => {
  it('reads what was written', async () => {
    const { folder, file } = await madeDataset();
    const loaded = await ownDataset(file).read(folder);
    expect(loaded.train).toEqual({ ...IMAGES.train, count: 3 });
    expect(loaded.test).toEqual({ ...IMAGES.test, count: 2 });
    expect(loaded.checksum).toBe(checksumOf(loaded.train, loaded.test));
    expect(loaded.facts).toEqual(definitionOf(file));
  });

  it('is complete, with the bytes that its record names', async () => {
    const { folder, file } = await madeDataset();
    const dataset = ownDataset(file);
    expect(await dataset.inspect(folder)).toEqual({ kind: 'complete', files: ['images.safetensors', 'dataset.json'] });
    const told: number[] = [];
    expect(await dataset.verify(folder, { onProgress: (done) => told.push(done) })).toEqual({
      bytes: 'unknown',
      sharedImages: 0,
    });
    expect(told.at(-1)).toBe(file.images.bytes);
  });

  it('is not there where nothing is', async () => {
    const { file } = await madeDataset();
    expect(await ownDataset(file).inspect(await temporaryFolder())).toEqual({ kind: 'missing' });
  });

  it('is damaged where its images are gone, or were cut', async () => {
    const { folder, file } = await madeDataset();
    const dataset = ownDataset(file);
    await truncate(path(folder), file.images.bytes - 1);
    expect(await dataset.inspect(folder)).toMatchObject({
      kind: 'damaged',
      problem: expect.stringMatching(/has \d+ bytes; expected \d+\.$/) as string,
    });
    await expect(dataset.read(folder)).rejects.toMatchObject({ code: 'dataset-damaged' });
    await rm(path(folder));
    expect(await dataset.inspect(folder)).toMatchObject({ kind: 'damaged' });
    for (const work of [dataset.read(folder), dataset.verify(folder)]) {
      await expect(work).rejects.toMatchObject({
        code: 'dataset-damaged',
        message: expect.stringMatching(
          /there is no such file or folder; expected .* Import the pictures again\./,
        ) as string,
      });
    }
  });

  it('finds every flipped byte', async () => {
    const { folder, file } = await madeDataset();
    const whole = await readFile(path(folder));
    for (let at = 0; at < whole.length; at += 7) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      await writeFile(path(folder), flipped);
      await expect(ownDataset(file).verify(folder)).rejects.toMatchObject({
        code: 'dataset-damaged',
        message: expect.stringMatching(/has the sha256 [\da-f]{64}; expected [\da-f]{64}/) as string,
      });
    }
  });

  it('refuses labels of classes that there are not', async () => {
    const { folder, file } = await madeDataset({
      ...IMAGES,
      train: { ...IMAGES.train, labels: Uint8Array.of(0, 1, 2) },
    });
    await expect(ownDataset(file).read(folder)).rejects.toThrow(/names class 2; expected classes below 2/);
  });

  it('stops verifying with the reason of the signal', async () => {
    const { folder, file } = await madeDataset();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(ownDataset(file).verify(folder, { signal })).rejects.toThrow('enough');
  });

  it('refuses damaged images, or reads as many as the record says', async () => {
    const { folder, file } = await madeDataset();
    const whole = await readFile(path(folder));
    const twice = Buffer.concat([
      imagesHeader({ train: { count: 1e9, imageShape: [9, 9, 1] }, test: { count: 1, imageShape: [1, 1, 1] } }),
      whole,
    ]);
    await fc.assert(
      fc.asyncProperty(damagedFiles([whole, whole, twice]), async (bytes) => {
        await writeFile(path(folder), bytes);
        try {
          const { train, test } = await ownDataset(file).read(folder);
          expect([train.images.length, train.labels.length, test.images.length, test.labels.length]).toEqual([
            12, 3, 8, 2,
          ]);
        } catch (error) {
          expectRefusal(error, ['dataset-damaged']);
        }
      }),
      { numRuns: fuzzRuns(1000) },
    );
  });

  it('tells how it was made', async () => {
    const { file } = await madeDataset();
    expect(ownDataset(file).facts).toMatchObject({ name: 'made', needsInstall: true, own: recordOf('made') });
  });
});
