import { LabError } from '#shared/errors';
import { sizeOf } from '#shared/network/layer';

import type { LoadedDataset } from '../datasets/dataset';
import type { loadDataset } from '../datasets/load';
import type { DatasetPlace, InspectionArgs, InspectionName, InspectionResult } from './messages';

/** One function a question. */
export type Inspector = {
  readonly [Name in InspectionName]: (args: InspectionArgs<Name>) => Promise<InspectionResult<Name>>;
};

/**
 * Answers questions about datasets. The dataset that was last asked about stays in memory.
 * @throws LabError what loading throws; `invalid-request` where an index is none of the set
 */
export function createInspector(load: typeof loadDataset): Inspector {
  let held: { readonly place: DatasetPlace; readonly dataset: Promise<LoadedDataset> } | undefined;

  async function datasetAt({ dataset, folder }: DatasetPlace): Promise<LoadedDataset> {
    if (held?.place.dataset !== dataset || held.place.folder !== folder) {
      held = { place: { dataset, folder }, dataset: load(dataset, folder) };
    }
    try {
      return await held.dataset;
    } catch (error) {
      // asked again, it is looked for again: its files may have been mended
      held = undefined;
      throw error;
    }
  }

  return {
    images: async ({ split, indices, ...place }) => {
      const { facts, [split]: set } = await datasetAt(place);
      const bytes = sizeOf(facts.imageShape);
      const pixels = new Uint8Array(indices.length * bytes);
      const labels = new Uint8Array(indices.length);
      indices.forEach((index, position) => {
        if (index >= set.count) {
          throw new LabError(
            'invalid-request',

            `Received the image ${index}; expected 0 to ${set.count - 1}, the ${split} images there are.`,
          );
        }
        pixels.set(set.images.subarray(index * bytes, (index + 1) * bytes), position * bytes);
        labels[position] = set.labels[index] ?? 0;
      });
      return { shape: facts.imageShape, pixels, labels };
    },
    labels: async ({ split, ...place }) => (await datasetAt(place))[split].labels,
  };
}
