import type { DatasetName } from '#shared/datasets/datasets';

import type { LoadedDataset } from './dataset';
import { SOURCES } from './sources';
import { refuseTouched, type FileStamp } from './stamp';

/**
 * Brings a dataset into memory and holds its files against what they should be. Called in the training process.
 * @param folder what the catalogue's `folderOf` gave: null for a dataset without files
 * @param stamps what the files were when the catalogue was asked: they must be the same before and after they are read
 * @throws LabError `dataset-missing`, `dataset-damaged`
 */
export async function loadDataset(
  name: DatasetName,
  folder: string | null,
  stamps: readonly FileStamp[] = [],
): Promise<LoadedDataset> {
  const source = SOURCES.get(name);
  if (folder !== null) await refuseTouched(folder, stamps);
  const loaded = await source.load(folder);
  if (folder !== null) await refuseTouched(folder, stamps);
  return loaded;
}
