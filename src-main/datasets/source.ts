import type { DatasetDefinition } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';

import { checksumOf, type ImageSet, type LoadedDataset } from './dataset';
import type { StoredDataset } from './stored-dataset';

/** Where the images of a dataset come from. */
export interface DatasetSource {
  readonly facts: DatasetDefinition;
  /** How its files are found, installed and verified; null where code makes the images. */
  readonly files: StoredDataset | null;
  /**
   * @param folder where its files are, null for one without
   * @throws LabError `dataset-missing`, `dataset-damaged`
   */
  readonly load: (folder: string | null) => Promise<LoadedDataset>;
}

/** A dataset that lies in files. */
export function storedSource(files: StoredDataset): DatasetSource {
  const { facts } = files;
  return {
    facts,
    files,
    load: async (folder) => {
      if (folder !== null) return files.read(folder);
      throw new LabError(
        'dataset-missing',
        `Received no folder for ${facts.title}; expected the one it is installed in.`,
      );
    },
  };
}

/** Images and their labels, as code makes them. */
export type MadeSet = Pick<ImageSet, 'images' | 'labels'>;
export interface MadeSets {
  readonly train: MadeSet;
  readonly test: MadeSet;
}

/** A dataset whose images code makes, the same ones each time. */
export function madeSource(facts: DatasetDefinition, make: () => MadeSets | Promise<MadeSets>): DatasetSource {
  return {
    facts,
    files: null,
    load: async () => {
      const made = await make();
      const train = checkedSet(facts, 'train', made.train);
      const test = checkedSet(facts, 'test', made.test);
      return { facts, train, test, checksum: checksumOf(train, test) };
    },
  };
}

/** @throws LabError `dataset-damaged` where a set is not what the facts of its dataset say */
function checkedSet(
  { title, imageShape, classNames, trainCount, testCount }: DatasetDefinition,
  split: 'train' | 'test',
  { images, labels }: MadeSet,
): ImageSet {
  const count = split === 'train' ? trainCount : testCount;
  const bytes = imageShape.reduce((product, dimension) => product * dimension, count);
  const refuse = (received: string, expected: string): LabError =>
    new LabError('dataset-damaged', `${title} was made with ${received} in its ${split} set; expected ${expected}.`);
  if (!(images instanceof Uint8Array) || !(labels instanceof Uint8Array)) {
    throw refuse('images or labels that are no bytes', 'a Uint8Array of each');
  }
  if (labels.length !== count) throw refuse(`${labels.length} labels`, `${count}, one an image`);
  if (images.length !== bytes) {
    throw refuse(`${images.length} bytes of images`, `${bytes}: ${count} images of ${imageShape.join('×')}`);
  }
  const wrong = labels.find((label) => label >= classNames.length);
  if (wrong !== undefined) throw refuse(`the label ${wrong}`, `labels from 0 to ${classNames.length - 1}`);
  return { images, labels, count };
}
