import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { cifar10Dataset } from '#main/datasets/cifar10';
import { emnistDataset } from '#main/datasets/emnist';
import { importDataset, type ImportOptions } from '#main/datasets/import';
import type { Verdict } from '#main/datasets/stored-dataset';
import { DATASETS } from '#shared/datasets/datasets';

import { makeTar, RECORDS, sampleFiles, sampleMembers, writeFiles } from './cifar10-samples';
import { sampleIdxFiles, smaller } from './idx-samples';
import { temporaryFolder } from './temporary-folder';
import { makeZip } from './zip-samples';

const CIFAR10 = cifar10Dataset({ archive: { url: '', bytes: 0, sha256: '' }, recordsPerFile: RECORDS });
const FILES = [...sampleFiles().keys()];

interface Setting {
  /** Where the user's files lie. */
  readonly theirs: string;
  /** Holds the target and whatever is made beside it. */
  readonly datasets: string;
  readonly target: string;
  readonly put: (source: string, options?: ImportOptions) => Promise<Verdict>;
}

async function prepare(): Promise<Setting> {
  const datasets = join(await temporaryFolder(), 'datasets');
  const target = join(datasets, 'cifar10');
  return {
    theirs: await temporaryFolder(),
    datasets,
    target,
    put: async (source, options) => importDataset(CIFAR10, source, target, options),
  };
}

async function readFiles(folder: string): Promise<Map<string, Buffer>> {
  const entries = FILES.map(async (file) => [file, await readFile(join(folder, file))] as const);
  return new Map(await Promise.all(entries));
}

describe('importDataset', () => {
  it('takes the files of a folder, and the names beside them, and nothing else', async () => {
    const { theirs, datasets, target, put } = await prepare();
    await writeFiles(theirs, sampleFiles());
    await writeFile(join(theirs, 'readme.html'), '<p>');
    await writeFile(join(theirs, 'diary.txt'), 'private');
    await put(theirs);
    expect(await readFiles(target)).toEqual(sampleFiles());
    expect(await readdir(target)).toEqual([...FILES, 'readme.html'].sort());
    expect(await readdir(datasets)).toEqual(['cifar10']);
    expect(await readFiles(theirs)).toEqual(sampleFiles());
  });

  it('finds the official folder inside the one that is given', async () => {
    const { theirs, target, put } = await prepare();
    await writeFiles(join(theirs, 'cifar-10-batches-bin'), sampleFiles());
    await put(theirs);
    expect(await readFiles(target)).toEqual(sampleFiles());
  });

  it('takes an archive, tells of its progress, and leaves it where it is', async () => {
    const { theirs, target, put } = await prepare();
    const archive = join(theirs, 'copy.tgz');
    const bytes = gzipSync(makeTar(sampleMembers()));
    await writeFile(archive, bytes);
    const told: string[] = [];
    await put(archive, { onProgress: (phase, done, total) => told.push(`${phase} ${done}/${total}`) });
    expect(await readFiles(target)).toEqual(sampleFiles());
    expect(await readFile(archive)).toEqual(bytes);
    expect(told).toContain(`unpacking ${bytes.length}/${bytes.length}`);
    expect(told.at(-1)).toBe('verifying 55314/55314');
  });

  it('replaces what was there before', async () => {
    const { theirs, datasets, target, put } = await prepare();
    await writeFiles(target, sampleFiles(1));
    await writeFiles(theirs, sampleFiles(100));
    await put(theirs);
    expect(await readFiles(target)).toEqual(sampleFiles(100));
    expect(await readdir(datasets)).toEqual(['cifar10']);
  });

  it('can take what is installed itself', async () => {
    const { target, put } = await prepare();
    await writeFiles(target, sampleFiles());
    await put(target);
    expect(await readFiles(target)).toEqual(sampleFiles());
  });

  const wrongLabel = (): Map<string, Buffer> => {
    const files = sampleFiles(100);
    files.get('data_batch_5.bin')?.writeUInt8(10, 3073);
    return files;
  };
  const without = (file: string): Map<string, Buffer> =>
    new Map([...sampleFiles(100)].filter(([name]) => name !== file));

  it.each<[string, () => Map<string, Buffer>, string]>([
    ['a wrong label', wrongLabel, 'has the label 10 at byte 3,073 (record 2 of 3)'],
    ['a file that is missing', () => without('test_batch.bin'), 'test_batch.bin is missing'],
    ['a cut file', () => sampleFiles().set('data_batch_1.bin', Buffer.alloc(5000)), 'has 5,000 bytes'],
    ['other class names', () => sampleFiles().set('batches.meta.txt', Buffer.from('apple')), '"apple" as class 0'],
  ])('keeps what was there when a folder or an archive has %s', async (_what, make, says) => {
    const { theirs, datasets, target, put } = await prepare();
    await writeFiles(target, sampleFiles(1));
    await writeFiles(join(theirs, 'folder'), make());
    await writeFile(join(theirs, 'archive.tar'), makeTar([...make()].map(([path, body]) => ({ path, body }))));
    for (const source of ['folder', 'archive.tar']) {
      await expect(put(join(theirs, source))).rejects.toMatchObject({
        code: 'dataset-damaged',
        message: expect.stringContaining(says) as string,
      });
    }
    expect(await readFiles(target)).toEqual(sampleFiles(1));
    expect(await readdir(datasets)).toEqual(['cifar10']);
  });

  it('keeps what was there when it is stopped at the very end', async () => {
    const { theirs, datasets, target, put } = await prepare();
    await writeFiles(target, sampleFiles(1));
    await writeFiles(theirs, sampleFiles(100));
    const controller = new AbortController();
    const stopped = put(theirs, {
      signal: controller.signal,
      onProgress: (phase, done, total) => {
        if (phase === 'verifying' && done === total) controller.abort(new Error('enough'));
      },
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(await readFiles(target)).toEqual(sampleFiles(1));
    expect(await readdir(datasets)).toEqual(['cifar10']);
  });

  it('says what a folder without any of the files lacks', async () => {
    const { theirs, put } = await prepare();
    await expect(put(theirs)).rejects.toMatchObject({
      code: 'dataset-missing',
      message: expect.stringMatching(/nor does cifar-10-batches-bin inside it; expected data_batch_1\.bin/) as string,
    });
  });

  it('says the same of an archive', async () => {
    const { theirs, datasets, put } = await prepare();
    await writeFile(join(theirs, 'photos.tar'), makeTar([{ path: 'photo.jpg', body: Buffer.alloc(10) }]));
    await expect(put(join(theirs, 'photos.tar'))).rejects.toMatchObject({
      code: 'dataset-missing',
      message: expect.stringMatching(
        /The archive .*photos\.tar holds no file of CIFAR-10.*expected data_batch_1\.bin/,
      ) as string,
    });
    expect(await readdir(datasets)).toEqual([]);
  });

  it('takes just the four files of an EMNIST split, as they are, out of the official layout', async () => {
    const { theirs, datasets } = await prepare();
    const facts = smaller(DATASETS.get('emnist-digits'));
    const digits = emnistDataset('digits', { facts });
    const files = [...sampleIdxFiles(digits.fileNames, { facts })].map(
      ([name, body]) => [`${name}.gz`, gzipSync(body)] as const,
    );
    const members = [
      ...files,
      ['emnist-digits-mapping.txt', Buffer.from('0 48\n')],
      ['emnist-mnist-mapping.txt', Buffer.alloc(3)],
    ] as const;
    const archive = join(theirs, 'gzip.zip');
    await writeFile(archive, makeZip(members.map(([name, body]) => ({ path: `gzip/${name}`, body, deflated: false }))));
    await writeFiles(join(theirs, 'folder', 'gzip'), new Map(members));
    for (const source of [archive, join(theirs, 'folder')]) {
      const target = join(datasets, 'emnist-digits');
      await importDataset(digits, source, target);
      expect(await readdir(target)).toEqual([...files.map(([name]) => name), 'emnist-digits-mapping.txt'].sort());
      for (const [name, body] of files) expect(await readFile(join(target, name))).toEqual(body);
    }
  });

  it('says that there is nothing at a path', async () => {
    const { theirs, put } = await prepare();
    await expect(put(join(theirs, 'nowhere'))).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('says that the home cannot be written to', async () => {
    const { theirs, datasets, put } = await prepare();
    await writeFiles(theirs, sampleFiles());
    await writeFile(datasets, 'a file where the folder should be');
    await expect(put(theirs)).rejects.toMatchObject({
      code: 'home-unusable',
      message: expect.stringContaining('SIAMESE_LAB_HOME') as string,
    });
  });

  it('removes what a killed import left a day ago, and spares what may be at work', async () => {
    const { theirs, datasets, put } = await prepare();
    await writeFiles(theirs, sampleFiles());
    await mkdir(join(datasets, '.cifar10-killed'), { recursive: true });
    await mkdir(join(datasets, '.cifar10-atwork'));
    const longAgo = new Date(Date.now() - 48 * 60 * 60 * 1000);
    await utimes(join(datasets, '.cifar10-killed'), longAgo, longAgo);
    await put(theirs);
    expect(await readdir(datasets)).toEqual(['.cifar10-atwork', 'cifar10']);
  });
});
