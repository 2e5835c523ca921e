import { DATASETS, type DatasetName } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';

import type { LoadedDataset } from './dataset';
import { drawShapesDataset } from './shapes';
import { refuseTouched, type FileStamp } from './stamp';
import { STORED_DATASETS } from './stored-datasets';

/**
 * Brings a dataset into memory and holds its files against what they should be. Called in the training process.
 * @param folder what the catalogue's `folderOf` gave: null for a dataset that the lab draws itself
 * @param stamps what the files were when the catalogue was asked: they must be the same before and after they are read
 * @throws LabError `dataset-missing`, `dataset-damaged`
 */
export async function loadDataset(
  name: DatasetName,
  folder: string | null,
  stamps: readonly FileStamp[] = [],
): Promise<LoadedDataset> {
  const stored = STORED_DATASETS.get(name);
  if (stored === undefined) return drawShapesDataset();
  if (folder === null) {
    const { title } = DATASETS[name];
    throw new LabError('dataset-missing', `Received no folder for ${title}; expected the one it is installed in.`);
  }
  await refuseTouched(folder, stamps);
  const loaded = await stored.read(folder);
  await refuseTouched(folder, stamps);
  return loaded;
}
