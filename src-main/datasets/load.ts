import { DATASETS, type DatasetName } from '#shared/datasets';
import { LabError } from '#shared/errors';

import type { LoadedDataset } from './dataset';
import { drawShapesDataset } from './shapes';
import { STORED_DATASETS } from './stored-datasets';

/**
 * Brings a dataset into memory and holds its files against what they should be. Called in the training process.
 * @param folder what the catalogue's `folderOf` gave: null for a dataset that the lab draws itself
 * @throws LabError `dataset-missing`, `dataset-damaged`
 */
export async function loadDataset(name: DatasetName, folder: string | null): Promise<LoadedDataset> {
  const stored = STORED_DATASETS.get(name);
  if (stored === undefined) return drawShapesDataset();
  if (folder === null) {
    const { title } = DATASETS[name];
    throw new LabError('dataset-missing', `Received no folder for ${title}; expected the one it is installed in.`);
  }
  return stored.read(folder);
}
