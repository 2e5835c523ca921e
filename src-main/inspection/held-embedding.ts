import type { EmbeddingQuery } from '#shared/contract/inspection';

import type { Control } from './control';
import { embeddedIndices, embedTestSet, type Embedding } from './embedding';
import type { HeldNetwork } from './held-network';
import type { RunPlace } from './messages';

/** Embeds test images, and keeps the embedding that was last asked for: its projections and neighbours are asked for next. */
export function createEmbeddingHolder(
  networkOf: (run: RunPlace) => Promise<HeldNetwork>,
): (run: RunPlace, query: Omit<EmbeddingQuery, 'id'>, control: Control) => Promise<Embedding> {
  let held: { readonly key: string; readonly embedding: Embedding } | undefined;
  return async (run, { tower, count }, control) => {
    const key = `${run.weights.sha256}/${tower}/${count}`;
    if (held?.key !== key) {
      control.report({ phase: 'loading', done: 0, total: 1 });
      const network = await networkOf(run);
      const indices = embeddedIndices(network.dataset.test.count, count);
      held = { key, embedding: await embedTestSet(network, indices, tower, control) };
    }
    return held.embedding;
  };
}
