import type { TypicalDistances } from '#shared/contract/inspection';
import { LabError } from '#shared/errors/errors';
import { isSiamese } from '#shared/networks/plan';

import { pairDistances } from './distances';
import { nearestRows } from './embedding';
import { createEmbeddingHolder } from './held-embedding';
import type { HeldNetwork } from './held-network';
import type { Inspector } from './inspector';
import { keptProjections } from './kept-projections';
import type { RunPlace } from './messages';
import { answerPlayground, typicalDistances } from './playground';
import { project } from './projection';

export type NetworkAnswers = Pick<Inspector, 'projection' | 'neighbours' | 'distances' | 'playground'>;

/**
 * Answers what needs the network of a finished run.
 * @throws LabError what `networkOf` throws; `invalid-request` where an index is none of the embedded images
 */
export function createNetworkAnswers(networkOf: (run: RunPlace) => Promise<HeldNetwork>): NetworkAnswers {
  const embeddingOf = createEmbeddingHolder(networkOf);
  let typical: { readonly weights: string; readonly distances: TypicalDistances } | undefined;

  return {
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
