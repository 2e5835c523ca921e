import { LabError } from '#shared/errors/errors';
import { sizeOf } from '#shared/networks/layer';

import type { LoadedDataset } from '../datasets/dataset';
import { createPairHolder } from './held-pairs';
import type { Inspector } from './inspector';
import type { DatasetPlace, InspectionArgs, InspectionResult } from './messages';
import { pageOfPairs } from './pair-viewer';
import { samplePage } from './sample';

export type DatasetAnswers = Pick<Inspector, 'images' | 'labels' | 'summary' | 'sample' | 'pairs'>;

/**
 * Answers what needs no network.
 * @throws LabError what `datasetAt` throws; `invalid-request` where an index is none of the set, or a pairing does not fit
 */
export function createDatasetAnswers(datasetAt: (place: DatasetPlace) => Promise<LoadedDataset>): DatasetAnswers {
  const pairsOf = createPairHolder(datasetAt);
  return {
    images: async (query) => imagesOf(await datasetAt(query), query),
    labels: async ({ split, ...place }) => (await datasetAt(place))[split].labels,
    summary: async (place) => {
      const { train, test, checksum } = await datasetAt(place);
      return { trainCount: train.count, testCount: test.count, checksum };
    },
    sample: async ({ split, ...query }) => samplePage((await datasetAt(query))[split].labels, query),
    pairs: async (query) => pageOfPairs(await pairsOf(query), query),
  };
}

/** Copies of the pixels, and the classes, in the order in which they are asked for. */
function imagesOf(
  dataset: LoadedDataset,
  { split, indices }: Pick<InspectionArgs<'images'>, 'split' | 'indices'>,
): InspectionResult<'images'> {
  const { facts, [split]: set } = dataset;
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
}
