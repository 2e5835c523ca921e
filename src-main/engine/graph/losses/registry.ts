import { createRegistry } from '#shared/basics/registry';

import { binaryCrossEntropy } from './binary-cross-entropy';
import { crossEntropy } from './cross-entropy';
import type { GraphLoss } from './loss';

/** What the graph engine computes for each kind of loss. */
export const GRAPH_LOSSES = createRegistry<GraphLoss>('loss of the graph engine', ({ kind }) => kind);

for (const loss of [crossEntropy, binaryCrossEntropy]) GRAPH_LOSSES.register(loss);
