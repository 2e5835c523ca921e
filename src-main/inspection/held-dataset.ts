import type { LoadedDataset } from '../datasets/dataset';
import type { loadDataset } from '../datasets/load';
import type { DatasetSource } from '../datasets/source';
import { SOURCES } from '../datasets/sources';
import type { DatasetPlace } from './messages';

interface Held {
  readonly place: DatasetPlace;
  readonly source: DatasetSource | undefined;
  readonly dataset: Promise<LoadedDataset>;
}

/** Loads datasets, and keeps the one that was last asked for: two at once may take gigabytes. */
export function createDatasetHolder(load: typeof loadDataset): (place: DatasetPlace) => Promise<LoadedDataset> {
  let held: Held | undefined;
  return async ({ dataset, folder }) => {
    // one of a person's own may have been imported again under its name
    const source = SOURCES.find(dataset);
    if (held?.place.dataset !== dataset || held.place.folder !== folder || held.source !== source) {
      held = { place: { dataset, folder }, source, dataset: load(dataset, folder) };
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
