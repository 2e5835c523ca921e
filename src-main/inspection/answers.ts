import { trainingCount } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';
import { sizeOf } from '#shared/networks/layer';
import { isSiamese } from '#shared/networks/plan';

import type { loadDataset } from '../datasets/load';
import type { InspectableEngine } from '../engine/engine';
import type { TypicalDistances } from '#shared/contract/inspection';
import type { Control } from './control';
import { keptProjections } from './kept-projections';
import { project } from './projection';
import { pairDistances } from './distances';
import { nearestRows } from './embedding';
import { createEmbeddingHolder } from './held-embedding';
import { createDatasetHolder } from './held-dataset';
import { createNetworkHolder } from './held-network';
import type { InspectionArgs, InspectionName, InspectionResult } from './messages';
import { drawPairs, pageOfPairs, type PairSet } from './pair-viewer';
import { answerPlayground, typicalDistances } from './playground';
import { samplePage } from './sample';

/** One function a question. */
export type Inspector = {
  readonly [Name in InspectionName]: (args: InspectionArgs<Name>, control: Control) => Promise<InspectionResult<Name>>;
};

export interface InspectionSources {
  readonly loadDataset: typeof loadDataset;
  readonly openEngine: () => InspectableEngine;
}

/**
 * Answers questions about datasets and finished networks. The dataset that was last asked about stays in memory, and so do the pairs that
 * were last drawn.
 * @throws LabError what loading throws; `invalid-request` where an index is none of the set
 */
export function createInspector({ loadDataset, openEngine }: InspectionSources): Inspector {
  const datasetAt = createDatasetHolder(loadDataset);
  const networkOf = createNetworkHolder(openEngine, datasetAt);
  const embeddingOf = createEmbeddingHolder(networkOf);
  let typical: { readonly weights: string; readonly distances: TypicalDistances } | undefined;
  let drawn: { readonly source: string; readonly pairs: PairSet } | undefined;

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
    summary: async (place) => {
      const { train, test, checksum } = await datasetAt(place);
      return { trainCount: train.count, testCount: test.count, checksum };
    },
    sample: async ({ split, ...query }) => samplePage((await datasetAt(query))[split].labels, query),
    pairs: async ({ dataset, folder, fraction, pairing, validation, seed, epoch, ...page }) => {
      const { facts, train } = await datasetAt({ dataset, folder });
      const source = JSON.stringify({ dataset, folder, fraction, pairing, validation, seed, epoch });
      if (drawn?.source !== source) {
        // let go of the old ones first: there may be tens of millions
        drawn = undefined;
        drawn = {
          source,
          pairs: drawOrRefuse(() =>
            drawPairs(train, trainingCount(facts, fraction), { pairing, validation, seed, epoch }),
          ),
        };
      }
      return pageOfPairs(drawn.pairs, page);
    },
    projection: async ({ tower, count, method, seed, cacheFolder, ...run }, control) => {
      const embedding = await embeddingOf(run, { tower, count }, control);
      const { indices, features } = embedding;
      const kept = keptProjections(cacheFolder);
      // the weights decide all else: the network, its dataset, what it was trained on
      const key = JSON.stringify({
        weights: run.weights.sha256,
        tower,
        count: indices.length,
        method,
        seed,
        version: 1,
      });
      const found = await kept.read(key);
      if (found !== undefined) return { indices, features, ...found };
      const points = await project(embedding, method, seed, control);
      await kept.write(key, points);
      return { indices, features, ...points };
    },
    neighbours: async ({ tower, count, index, limit, ...run }, control) => {
      const embedding = await embeddingOf(run, { tower, count }, control);
      const row = embedding.indices.indexOf(index);
      if (row === -1) {
        throw new LabError(
          'invalid-request',
          `Received the test image ${index}; expected one of the ${embedding.indices.length} that are embedded.`,
        );
      }
      return nearestRows(embedding, row, limit).map((near) => ({
        index: embedding.indices[near.row] ?? 0,
        distance: near.distance,
      }));
    },
    distances: async (run, control) => {
      const held = await networkOf(run);
      return pairDistances(held, isSiamese(held.plan), control);
    },
    playground: async ({ run, shown }) => {
      const held = await networkOf(run);
      const answer = answerPlayground(held, shown);
      const weights = run.weights.sha256;
      if (typical?.weights !== weights) typical = { weights, distances: typicalDistances(held) };
      return { ...answer, typical: typical.distances };
    },
  };
}

/** A pairing that does not fit the images is the person's to mend. */
function drawOrRefuse(draw: () => PairSet): PairSet {
  try {
    return draw();
  } catch (error) {
    if (error instanceof RangeError) throw new LabError('invalid-request', error.message);
    throw error;
  }
}
