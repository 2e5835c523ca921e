import { createRegistry } from '../basics/registry';
import { adam } from './adam';
import type { OptimiserDefinition } from './definition';
import { sgd } from './sgd';

/** The ways to move weights. */
export const OPTIMISERS = createRegistry<OptimiserDefinition>('kind of optimiser', ({ kind }) => kind);

for (const definition of [adam, sgd]) OPTIMISERS.register(definition);
