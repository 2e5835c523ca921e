import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { createWeightsCatalogue } from '#main/weights/catalogue';
import { vgg19Tower } from '#shared/networks/vgg19';

import { startFileServer } from '../datasets/file-server';
import { temporaryFolder } from '../datasets/temporary-folder';
import { madeConv, madeKerasH5 } from '../formats/keras/keras-files';

let good: Buffer;
beforeAll(async () => {
  const layers = vgg19Tower('tower', [32, 32, 3])
    .filter(({ weights }) => weights.length > 0)
    .map(({ layer, weights }) => madeConv(layer.name, weights[0]?.shape ?? []));
  good = Buffer.from(await madeKerasH5({ layers }));
});

async function written(name: string, content: Uint8Array | string): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, content);
  return path;
}

describe('the catalogue of weights', () => {
  it('says what is missing, where it looked and what to do', async () => {
    const home = await temporaryFolder();
    const catalogue = createWeightsCatalogue({ home, dataFolder: '/data/of/mine' });
    expect((await catalogue.list()).map(({ state }) => state)).toEqual([{ kind: 'missing' }]);
    const refusal: unknown = await catalogue.fileOf('vgg19-imagenet').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'weights-missing' });
    for (const told of [
      join(home, 'weights', 'vgg19-imagenet.h5'),
      '/data/of/mine/vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5',
      '/data/of/mine/vgg19-imagenet-conv-u8.npz',
      'npm run lab -- weights install vgg19-imagenet',
      'npm run lab -- weights import vgg19-imagenet FILE',
    ]) {
      expect(String(refusal)).toContain(told);
    }
  });

  it('finds what the user’s own folder holds, and takes what was installed first', async () => {
    const [home, dataFolder] = [await temporaryFolder(), await temporaryFolder()];
    const catalogue = createWeightsCatalogue({ home, dataFolder });
    const own = join(dataFolder, 'vgg19-imagenet-conv-u8.npz');
    await writeFile(own, '');
    expect(await catalogue.fileOf('vgg19-imagenet')).toBe(own);
    await mkdir(join(home, 'weights'));
    await writeFile(join(home, 'weights', 'vgg19-imagenet.npz'), '');
    expect(await catalogue.fileOf('vgg19-imagenet')).toBe(join(home, 'weights', 'vgg19-imagenet.npz'));
  });

  it('imports a file that it has verified, in the place of what was there', async () => {
    const home = await temporaryFolder();
    const catalogue = createWeightsCatalogue({ home });
    await mkdir(join(home, 'weights'));
    await writeFile(join(home, 'weights', 'vgg19-imagenet.npz'), 'the old one');
    const file = await written('given.h5', good);
    const kept = join(home, 'weights', 'vgg19-imagenet.h5');
    expect((await catalogue.importFrom('vgg19-imagenet', file)).state).toEqual({
      kind: 'installed',
      file: kept,
      isOfficial: false,
    });
    expect(await readdir(join(home, 'weights'))).toEqual(['vgg19-imagenet.h5']);
    expect((await readFile(kept)).equals(good)).toBe(true);
    expect((await readFile(file)).equals(good)).toBe(true);
  });

  it('refuses a file that does not hold the weights, and keeps what it had', async () => {
    const home = await temporaryFolder();
    const catalogue = createWeightsCatalogue({ home });
    await mkdir(join(home, 'weights'));
    await writeFile(join(home, 'weights', 'vgg19-imagenet.npz'), 'the old one');
    const file = await written('given.h5', await madeKerasH5({ layers: [madeConv('block1_conv1', [3, 3, 1, 64])] }));
    await expect(catalogue.importFrom('vgg19-imagenet', file)).rejects.toMatchObject({ code: 'invalid-weights' });
    expect(await readdir(join(home, 'weights'))).toEqual(['vgg19-imagenet.npz']);
    await expect(catalogue.importFrom('vgg16', file)).rejects.toMatchObject({
      message: expect.stringContaining('Received the weights "vgg16"; expected some that the lab knows') as string,
    });
  });

  it('downloads, and checks by the published MD5', async () => {
    const home = await temporaryFolder();
    const { url } = await startFileServer(good);
    const md5 = createHash('md5').update(good).digest('hex');
    const told: string[] = [];
    const catalogue = createWeightsCatalogue({ home, remote: { url, bytes: good.length, md5 } });
    const { state } = await catalogue.install('vgg19-imagenet', { onProgress: (phase) => told.push(phase) });
    expect(state).toMatchObject({ kind: 'installed', isOfficial: true });
    expect(new Set(told)).toEqual(new Set(['downloading', 'checking']));
    expect(await readdir(join(home, 'weights'))).toEqual(['vgg19-imagenet.h5']);

    const changed = createWeightsCatalogue({
      home: await temporaryFolder(),
      remote: { url, bytes: good.length, md5: '0'.repeat(32) },
    });
    await expect(changed.install('vgg19-imagenet')).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringContaining(`has the md5 ${md5}; expected ${'0'.repeat(32)}`) as string,
    });
  });
});
