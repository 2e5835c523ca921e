import { join } from 'node:path';

import { LabError } from '#shared/errors/errors';
import { WEIGHTS, type WeightsInfo, type WeightsName } from '#shared/networks/weights';

import { sizeOf } from '../datasets/disk';
import type { RemoteFile } from '../datasets/download';
import { isOfficialDownload } from '../datasets/official-download';

/** What a person's own folder may hold: Keras's file, or 8-bit tensors. */
const FILE_NAMES = ['vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5', 'vgg19-imagenet-conv-u8.npz'];
/** Of the lab's own copies. */
export const EXTENSIONS: readonly string[] = ['.h5', '.npz'];

export interface WeightsPlaces {
  /** The lab's own. */
  readonly folder: string;
  /** The user's own, if any: Keras's file lies there under Keras's name. */
  readonly dataFolder: string | null;
  /** What is called official. */
  readonly remote: RemoteFile;
}

/** Where weights lie. The lab's own copy is found before the user's. */
export interface WeightsFinder {
  readonly infoOf: (name: WeightsName) => Promise<WeightsInfo>;
  /** @throws LabError `weights-missing` */
  readonly fileOf: (name: WeightsName) => Promise<string>;
}

export function createWeightsFinder({ folder, dataFolder, remote }: WeightsPlaces): WeightsFinder {
  const placesOf = (name: WeightsName): readonly string[] => [
    ...EXTENSIONS.map((extension) => join(folder, `${name}${extension}`)),
    ...(dataFolder === null ? [] : FILE_NAMES.map((file) => join(dataFolder, file))),
  ];

  const find = async (name: WeightsName): Promise<string | undefined> => {
    for (const place of placesOf(name)) if ((await sizeOf(place)) !== null) return place;
    return undefined;
  };

  return {
    infoOf: async (name) => {
      const file = await find(name);
      if (file === undefined) return { facts: WEIGHTS[name], state: { kind: 'missing' } };
      const isOfficial = await isOfficialDownload(file, [remote]).catch(() => false);
      return { facts: WEIGHTS[name], state: { kind: 'installed', file, isOfficial } };
    },
    fileOf: async (name) => {
      const file = await find(name);
      if (file !== undefined) return file;
      throw new LabError(
        'weights-missing',
        `${WEIGHTS[name].title} were not found: there is no ${placesOf(name).join(', and no ')}. ` +
          `Install them with "npm run lab -- weights install ${name}", give a copy of Keras's file (.h5 without the top, ` +
          `or .npz) with "npm run lab -- weights import ${name} FILE", or name its folder in SIAMESE_LAB_DATA.`,
      );
    },
  };
}
