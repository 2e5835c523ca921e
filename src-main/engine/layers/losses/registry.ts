import { createRegistry } from '#shared/basics/registry';

import { binaryCrossEntropy } from './binary-cross-entropy';
import { crossEntropy } from './cross-entropy';
import type { TfjsLoss } from './loss';

/** What the layers engine computes for each kind of loss. */
export const TFJS_LOSSES = createRegistry<TfjsLoss>('loss of the layers engine', ({ kind }) => kind);

for (const loss of [crossEntropy, binaryCrossEntropy]) TFJS_LOSSES.register(loss);
