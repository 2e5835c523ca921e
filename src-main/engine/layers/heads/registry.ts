import { createRegistry } from '#shared/basics/registry';

import { distance, distanceAndBoth } from './distance';
import type { TfjsHead } from './head';
import { absoluteDifference, concatenate, first } from './joins';

/** What the layers engine makes of each kind of head. */
export const TFJS_HEADS = createRegistry<TfjsHead>('head of the layers engine', ({ kind }) => kind);

for (const head of [first, concatenate, distance, absoluteDifference, distanceAndBoth]) TFJS_HEADS.register(head);
