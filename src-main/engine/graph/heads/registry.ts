import { createRegistry } from '#shared/basics/registry';

import { absoluteDifference } from './absolute-difference';
import { concatenate } from './concatenate';
import { distance } from './distance';
import { distanceAndBoth } from './distance-and-both';
import { first } from './first';
import type { GraphHead } from './head';

/** What the graph engine makes of each kind of head. */
export const GRAPH_HEADS = createRegistry<GraphHead>('head of the graph engine', ({ kind }) => kind);

for (const head of [first, concatenate, distance, absoluteDifference, distanceAndBoth]) GRAPH_HEADS.register(head);
