import { createHash } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { createCatalogue, type Catalogue } from '#main/datasets/catalogue';
import { cifar10Dataset } from '#main/datasets/cifar10';
import { emnistDataset } from '#main/datasets/emnist';
import { fashionMnistDataset } from '#main/datasets/fashion-mnist';
import { SOURCES } from '#main/datasets/sources';
import { DATASETS, type InstallProgress } from '#shared/datasets/datasets';

import { makeTar, RECORDS, sampleFiles, sampleMembers, writeFiles } from './cifar10-samples';
import { startFileServer, type FileServer } from './file-server';
import { sampleIdxFiles, smaller } from './idx-samples';
import { temporaryFolder } from './temporary-folder';
import { makeZip } from './zip-samples';

interface Setting {
  readonly home: string;
  readonly installed: string;
  readonly data: string;
  readonly server: FileServer;
  readonly catalogue: Catalogue;
}

async function prepare(): Promise<Setting> {
  const home = await temporaryFolder();
  const data = await temporaryFolder();
  const archive = gzipSync(makeTar(sampleMembers()));
  const server = await startFileServer(archive);
  const sha256 = createHash('sha256').update(archive).digest('hex');
  const catalogue = createCatalogue({
    home,
    dataFolder: data,
    datasets: [
      cifar10Dataset({ archive: { url: server.url, bytes: archive.length, sha256 }, recordsPerFile: RECORDS }),
      // this machine may have it
      fashionMnistDataset({ systemFolders: [] }),
    ],
  });
  return { home, installed: join(home, 'datasets', 'cifar10'), data, server, catalogue };
}

describe('the catalogue', () => {
  it('lists what is built in and what is missing', async () => {
    const { catalogue } = await prepare();
    expect(await catalogue.list()).toEqual([
      { facts: DATASETS.get('cifar10'), state: { kind: 'missing' } },
      { facts: DATASETS.get('shapes'), state: { kind: 'built-in' } },
      ...DATASETS.kinds()
        .slice(2)
        .map((name) => ({ facts: DATASETS.get(name), state: { kind: 'missing' } })),
    ]);
    expect(await catalogue.folderOf('shapes')).toBeNull();
  });

  it.each(['', 'cifar-10-batches-bin'])('finds the files in the data folder (inside it: "%s")', async (inside) => {
    const { data, catalogue } = await prepare();
    const folder = await writeFiles(join(data, inside), sampleFiles());
    expect(await catalogue.folderOf('cifar10')).toBe(join(folder));
  });

  it('prefers what is installed to the data folder', async () => {
    const { installed, data, catalogue } = await prepare();
    await writeFiles(data, sampleFiles());
    await writeFiles(installed, sampleFiles());
    expect(await catalogue.folderOf('cifar10')).toBe(installed);
  });

  it('uses the data folder while what is installed is damaged', async () => {
    const { installed, data, catalogue } = await prepare();
    await writeFiles(data, sampleFiles());
    await writeFiles(installed, new Map([['test_batch.bin', Buffer.alloc(1)]]));
    expect(await catalogue.folderOf('cifar10')).toBe(data);
  });

  it('tells of damage, and how to mend it', async () => {
    const { installed, catalogue } = await prepare();
    await writeFiles(installed, sampleFiles());
    await rm(join(installed, 'data_batch_3.bin'));
    const { state } = await catalogue.info('cifar10');
    expect(state).toEqual({
      kind: 'damaged',
      folder: installed,
      problem: expect.stringContaining('data_batch_3.bin is missing') as string,
    });
    await expect(catalogue.folderOf('cifar10')).rejects.toMatchObject({
      code: 'dataset-damaged',
      message: expect.stringMatching(/data_batch_3\.bin is missing.*datasets install cifar10/s) as string,
    });
  });

  it('names every way to get a dataset that is missing, and where it looked', async () => {
    const { installed, data, catalogue } = await prepare();
    const refused = catalogue.folderOf('cifar10');
    await expect(refused).rejects.toMatchObject({ code: 'dataset-missing' });
    for (const way of [
      installed,
      data,
      'in the app',
      'npm run lab -- datasets install cifar10',
      'import',
      'SIAMESE_LAB_DATA',
    ]) {
      await expect(refused).rejects.toThrow(way);
    }
  });

  it('lists the datasets that it knows when asked for another, whatever is asked', async () => {
    const { catalogue } = await prepare();
    const refusals = [
      catalogue.info('cifar100'),
      catalogue.folderOf('toString'),
      catalogue.install('__proto__'),
      catalogue.importFrom('', '/'),
    ];
    for (const refusal of refusals) {
      await expect(refusal).rejects.toMatchObject({
        code: 'unknown-dataset',
        message: expect.stringContaining('expected one that the lab knows: cifar10, shapes') as string,
      });
    }
  });

  it('installs: downloads, checks, unpacks, verifies, and keeps only the files', async () => {
    const { home, installed, catalogue } = await prepare();
    const told: InstallProgress[] = [];
    const info = await catalogue.install('cifar10', { onProgress: (progress) => told.push(progress) });
    // its bytes are those of the archive whose checksum was right
    const findings = { bytes: 'official', sharedImages: 0, verifiedAt: expect.any(Number) as number };
    expect(info).toEqual({ facts: DATASETS.get('cifar10'), state: { kind: 'installed', folder: installed, findings } });
    expect((await catalogue.verify('cifar10')).state).toMatchObject({ findings });
    expect(await readdir(join(home, 'datasets'))).toEqual(['cifar10', 'verified.json']);
    expect([...new Set(told.map(({ phase }) => phase))]).toEqual(['downloading', 'checking', 'unpacking', 'verifying']);
    for (const phase of new Set(told.map((progress) => progress.phase))) {
      const last = told.findLast((progress) => progress.phase === phase);
      expect(last).toMatchObject({ dataset: 'cifar10', doneBytes: last?.totalBytes });
    }
  });

  it('goes on with a download that was stopped', async () => {
    const { server, catalogue } = await prepare();
    const controller = new AbortController();
    server.answers.push({ kind: 'stall', bytes: 100 });
    const stopped = catalogue.install('cifar10', {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
    expect((await catalogue.info('cifar10')).state).toEqual({ kind: 'missing' });
    await catalogue.install('cifar10');
    expect(server.requests[1]).toMatchObject({ range: 'bytes=100-' });
  });

  it('refuses a second installation while the first is at work, and allows it afterwards', async () => {
    const { catalogue } = await prepare();
    const first = catalogue.install('cifar10');
    await expect(catalogue.install('cifar10')).rejects.toMatchObject({ code: 'invalid-request' });
    await first;
    await expect(catalogue.install('cifar10')).resolves.toMatchObject({ state: { kind: 'installed' } });
  });

  it('uses the fetch that it was given', async () => {
    const asked: unknown[] = [];
    const catalogue = createCatalogue({
      home: await temporaryFolder(),
      fetch: async (url) => {
        asked.push(url);
        return Promise.resolve(new Response('gone', { status: 404 }));
      },
    });
    await expect(catalogue.install('cifar10')).rejects.toThrow('the status 404; expected a file of 170052171 bytes');
    expect(asked).toEqual(['https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz']);
  });

  it('imports an archive of the user', async () => {
    const { installed, data, catalogue } = await prepare();
    const archive = join(data, 'mine.tar');
    await writeFile(archive, makeTar(sampleMembers()));
    expect(await catalogue.importFrom('cifar10', archive)).toMatchObject({
      state: { kind: 'installed', folder: installed },
    });
  });

  it('says that a built-in dataset needs no installation', async () => {
    const { catalogue } = await prepare();
    await expect(catalogue.install('shapes')).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringContaining('Shapes is built in') as string,
    });
  });

  it('knows how to get every dataset that is not built in, and how much that is', () => {
    for (const name of DATASETS.kinds()) {
      const bytes = SOURCES.get(name).files?.download.files.reduce((sum, file) => sum + file.bytes, 0);
      expect(bytes).toBe(DATASETS.get(name).origin?.downloadBytes);
      expect(bytes !== undefined).toBe(DATASETS.get(name).needsInstall);
    }
  });
});

describe('the catalogue, with datasets of several files or of one archive for many', () => {
  const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

  it('installs Fashion-MNIST from four files, each of them checked, and counts their bytes together', async () => {
    const home = await temporaryFolder();
    const facts = smaller(DATASETS.get('fashion-mnist'));
    const contents = [...sampleIdxFiles(fashionMnistDataset().fileNames, { facts })];
    const files = await Promise.all(
      contents.map(async ([name, content]) => {
        const body = gzipSync(content);
        const { url } = await startFileServer(body);
        return { url: new URL(`${name}.gz`, url).href, bytes: body.length, sha256: sha256(body) };
      }),
    );
    const dataset = fashionMnistDataset({ facts, files, systemFolders: [], testLabelsSha256: null });
    const catalogue = createCatalogue({ home, datasets: [dataset] });
    const told: InstallProgress[] = [];
    await catalogue.install('fashion-mnist', { onProgress: (progress) => told.push(progress) });
    expect(await catalogue.folderOf('fashion-mnist')).toBe(join(home, 'datasets', 'fashion-mnist'));
    expect(await readdir(join(home, 'datasets'))).toEqual(['fashion-mnist', 'verified.json']);
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(told.findLast(({ phase }) => phase === 'downloading')).toMatchObject({
      doneBytes: total,
      totalBytes: total,
    });

    const wrong = files.map((file, index) => (index === 3 ? { ...file, sha256: sha256(Buffer.from('other')) } : file));
    const refusing = createCatalogue({ home, datasets: [{ ...dataset, download: { files: wrong, keep: false } }] });
    await expect(refusing.install('fashion-mnist')).rejects.toMatchObject({ code: 'download-failed' });
    expect(await catalogue.folderOf('fashion-mnist')).toBe(join(home, 'datasets', 'fashion-mnist'));
  });

  it('downloads the archive of EMNIST once for all its splits, and one split at a time', async () => {
    const home = await temporaryFolder();
    const [letters, digits] = [smaller(DATASETS.get('emnist-letters')), smaller(DATASETS.get('emnist-digits'))];
    const members = [
      ...sampleIdxFiles(emnistDataset('letters').fileNames, { facts: letters, firstLabel: 1 }),
      ...sampleIdxFiles(emnistDataset('digits').fileNames, { facts: digits }),
    ].map(([name, content]) => ({ path: `gzip/${name}.gz`, body: gzipSync(content), deflated: false }));
    const zip = makeZip([{ path: 'gzip/', deflated: false }, ...members]);
    const server = await startFileServer(zip);
    const archive = { url: new URL('gzip.zip', server.url).href, bytes: zip.length, sha256: sha256(zip) };
    const catalogue = createCatalogue({
      home,
      datasets: [
        emnistDataset('letters', { archive, facts: letters }),
        emnistDataset('digits', { archive, facts: digits }),
      ],
    });
    const first = catalogue.install('emnist-letters');
    await expect(catalogue.install('emnist-digits')).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringContaining('EMNIST Letters is being installed or verified already') as string,
    });
    await first;
    await catalogue.install('emnist-digits');
    expect(server.requests).toHaveLength(1);
    expect((await readdir(join(home, 'datasets'))).sort()).toEqual([
      'emnist-digits',
      'emnist-letters',
      'emnist.download',
      'verified.json',
    ]);
    expect(await catalogue.folderOf('emnist-digits')).toBe(join(home, 'datasets', 'emnist-digits'));
  });

  it('verifies what is installed: every byte that has to be right, with its progress', async () => {
    const { data, catalogue } = await prepare();
    await expect(catalogue.verify('cifar10')).rejects.toMatchObject({ code: 'dataset-missing' });
    const folder = await writeFiles(data, sampleFiles());
    const told: InstallProgress[] = [];
    const info = await catalogue.verify('cifar10', { onProgress: (progress) => told.push(progress) });
    const findings = { bytes: 'not-official', sharedImages: 0, verifiedAt: expect.any(Number) as number };
    expect(info.state).toEqual({ kind: 'installed', folder, findings });
    expect((await catalogue.info('cifar10')).state).toEqual(info.state);
    const bytes = 6 * RECORDS * 3073;
    expect(told.at(-1)).toEqual({ dataset: 'cifar10', phase: 'verifying', doneBytes: bytes, totalBytes: bytes });
    expect(await catalogue.storageOf('cifar10')).toEqual({ folder, bytes });
    await writeFile(join(folder, 'test_batch.bin'), Buffer.alloc(RECORDS * 3073, 77));
    await expect(catalogue.verify('cifar10')).rejects.toMatchObject({ code: 'dataset-damaged' });
    await expect(catalogue.verify('shapes')).rejects.toMatchObject({ code: 'invalid-request' });
    expect(await catalogue.storageOf('shapes')).toEqual({ folder: null, bytes: 0 });
  });

  it('finds Fashion-MNIST where the system has it, after the folders of the lab and of the user', async () => {
    const [home, system] = [await temporaryFolder(), await temporaryFolder()];
    const facts = smaller(DATASETS.get('fashion-mnist'));
    const dataset = fashionMnistDataset({ facts, systemFolders: [system], testLabelsSha256: null });
    const catalogue = createCatalogue({ home, datasets: [dataset] });
    await expect(catalogue.folderOf('fashion-mnist')).rejects.toThrow(system);
    const files = sampleIdxFiles(dataset.fileNames, { facts });
    await writeFiles(system, files);
    expect(await catalogue.folderOf('fashion-mnist')).toBe(system);
    await writeFiles(join(home, 'datasets', 'fashion-mnist'), files);
    expect(await catalogue.folderOf('fashion-mnist')).toBe(join(home, 'datasets', 'fashion-mnist'));
  });
});
