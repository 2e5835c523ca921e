import { createRegistry } from '#shared/basics/registry';

import { adam } from './adam';
import type { GraphOptimiser } from './optimiser';
import { sgd } from './sgd';

/** What the graph engine does for each kind of optimiser. */
export const GRAPH_OPTIMISERS = createRegistry<GraphOptimiser>(
  'kind of optimiser of the graph engine',
  ({ kind }) => kind,
);

for (const optimiser of [adam, sgd]) GRAPH_OPTIMISERS.register(optimiser);
