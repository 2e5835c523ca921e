import type { LoadedDataset } from '../datasets/dataset';
import type { loadDataset } from '../datasets/load';
import type { DatasetPlace } from './messages';

/** Loads datasets, and keeps the one that was last asked for: two at once may take gigabytes. */
export function createDatasetHolder(load: typeof loadDataset): (place: DatasetPlace) => Promise<LoadedDataset> {
  let held: { readonly place: DatasetPlace; readonly dataset: Promise<LoadedDataset> } | undefined;
  return async ({ dataset, folder }) => {
    if (held?.place.dataset !== dataset || held.place.folder !== folder) {
      held = { place: { dataset, folder }, dataset: load(dataset, folder) };
    }
    const mine = held;
    try {
      return await mine.dataset;
    } catch (error) {
      // asked again, it is looked for again: its files may have been mended
      if (held === mine) held = undefined;
      throw error;
    }
  };
}
