import type { ImageQuery } from '#shared/contract/ipc';
import type { ImagePixels } from '#shared/datasets/pixels';

import type { Catalogue } from '../../datasets/catalogue';
import type { Inspection } from '../../inspection/inspection';

/** The images of datasets, for whoever looks at them. */
export interface DatasetImages {
  /** @throws LabError `dataset-missing`, `dataset-damaged` */
  readonly images: (query: ImageQuery) => Promise<ImagePixels>;
  /** The class of every image of a set, in order. */
  readonly labels: (query: Omit<ImageQuery, 'indices'>) => Promise<Uint8Array>;
}

export function createDatasetImages(
  inspection: Pick<Inspection, 'ask'>,
  datasets: Pick<Catalogue, 'folderOf'>,
): DatasetImages {
  return {
    images: async (query) => inspection.ask('images', { ...query, folder: await datasets.folderOf(query.dataset) }),
    labels: async (query) => inspection.ask('labels', { ...query, folder: await datasets.folderOf(query.dataset) }),
  };
}
