import { copyFile, mkdir, rm } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';

import { LabError } from '#shared/errors/errors';
import { WEIGHTS, WEIGHTS_NAMES, type WeightsInfo, type WeightsName } from '#shared/networks/weights';

import { orHomeUnusable, prepareFolder, sizeOf } from '../datasets/disk';
import { flush } from '../files/flush';
import { putFile } from '../files/whole-file';
import { download, type DownloadOptions, type RemoteFile } from '../datasets/download';
import { EXTENSIONS, createWeightsFinder } from './finder';
import { readVgg19Tower } from './vgg19-tower';

/** Where Keras gets them from, and the MD5 that Keras checks them by (keras/src/applications/vgg19.py). */
const OFFICIAL: RemoteFile = {
  url: 'https://storage.googleapis.com/tensorflow/keras-applications/vgg19/vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5',
  bytes: WEIGHTS['vgg19-imagenet'].downloadBytes,
  md5: '253f8cb515780f3b799900260a226db6',
};

export interface WeightsCatalogueOptions {
  /** The lab's folder: what is installed goes into `weights` inside it. */
  readonly home: string;
  /** What SIAMESE_LAB_DATA names: a folder of the user's own, which is read and never written. */
  readonly dataFolder?: string | null | undefined;
  /** @default the global fetch */
  readonly fetch?: typeof fetch | undefined;
  /** In the place of Keras's. */
  readonly remote?: RemoteFile | undefined;
}

/** Which weights there are to start from, where they lie, and how they get there. A name may be a stranger's. */
export interface WeightsCatalogue {
  /** Looks for the files, and at the checksum of one that has the size of Keras's. */
  readonly list: () => Promise<readonly WeightsInfo[]>;
  /** @throws LabError `weights-missing` */
  readonly fileOf: (name: WeightsName) => Promise<string>;
  /** Downloads, checks and verifies. @throws LabError `download-failed`, `invalid-weights`, `home-unusable` */
  readonly install: (
    name: string,
    options?: Pick<DownloadOptions, 'signal' | 'onProgress' | 'onWaiting'>,
  ) => Promise<WeightsInfo>;
  /** Verifies a .h5 or .npz file and keeps a copy. @throws LabError `invalid-weights`, `home-unusable` */
  readonly importFrom: (name: string, path: string) => Promise<WeightsInfo>;
}

export function createWeightsCatalogue(options: WeightsCatalogueOptions): WeightsCatalogue {
  // files are handed to other processes, which may have been started elsewhere
  const folder = join(resolve(options.home), 'weights');
  const dataFolder = options.dataFolder ? resolve(options.dataFolder) : null;
  const remote = options.remote ?? OFFICIAL;
  const { infoOf, fileOf } = createWeightsFinder({ folder, dataFolder, remote });

  const importFrom = async (given: string, path: string): Promise<WeightsInfo> => {
    const name = knownName(given);
    await keepCopy(folder, name, path);
    return infoOf(name);
  };

  return {
    list: async () => Promise.all(WEIGHTS_NAMES.map(infoOf)),
    fileOf,
    install: async (given, { signal, onProgress, onWaiting } = {}) => {
      const name = knownName(given);
      const arrived = join(folder, `${name}.download.h5`);
      await orHomeUnusable(folder, mkdir(folder, { recursive: true }));
      await download(remote, arrived, {
        signal,
        onProgress,
        onWaiting,
        fetch: options.fetch,
        spareBytes: remote.bytes,
      });
      const installed = await importFrom(name, arrived);
      await rm(arrived, { force: true });
      return installed;
    },
    importFrom,
  };
}

/** Verifies a file, and puts a copy of it in the place of those that the folder holds. */
async function keepCopy(folder: string, name: WeightsName, path: string): Promise<void> {
  // before anything of the old is touched
  await readVgg19Tower(path);
  const bytes = (await sizeOf(path)) ?? 0;
  await prepareFolder(folder, bytes);
  const extension = EXTENSIONS.find((known) => known === extname(path).toLowerCase()) ?? '.h5';
  const target = join(folder, `${name}${extension}`);
  await orHomeUnusable(
    target,
    putFile(target, (aside) => copyFile(path, aside)),
  );
  for (const other of EXTENSIONS.filter((known) => known !== extension)) {
    await rm(join(folder, `${name}${other}`), { force: true });
  }
  await flush(folder);
}

function knownName(given: string): WeightsName {
  const name = WEIGHTS_NAMES.find((candidate) => candidate === given);
  if (name !== undefined) return name;
  throw new LabError(
    'invalid-request',
    `Received the weights "${given}"; expected some that the lab knows: ${WEIGHTS_NAMES.join(', ')}.`,
  );
}
