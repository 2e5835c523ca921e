import { createRegistry } from '../basics/registry';
import { binaryCrossEntropy } from './binary-cross-entropy';
import { crossEntropy } from './cross-entropy';
import type { LossDefinition } from './definition';

/** The losses that an output can be trained with. */
export const LOSSES = createRegistry<LossDefinition>('loss', ({ kind }) => kind);

for (const definition of [crossEntropy, binaryCrossEntropy]) LOSSES.register(definition);
