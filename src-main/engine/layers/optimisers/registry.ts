import { createRegistry } from '#shared/basics/registry';

import { adam } from './adam';
import { sgd } from './sgd';
import type { TfjsOptimiser } from './update';

/** What the layers engine does for each kind of optimiser. */
export const TFJS_OPTIMISERS = createRegistry<TfjsOptimiser>(
  'kind of optimiser of the layers engine',
  ({ kind }) => kind,
);

for (const optimiser of [adam, sgd]) TFJS_OPTIMISERS.register(optimiser);
