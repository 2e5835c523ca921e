import { createRegistry } from '../../basics/registry';
import { absoluteDifference } from './absolute-difference';
import { concatenate } from './concatenate';
import type { HeadDefinition } from './definition';
import { distance } from './distance';
import { distanceAndBoth } from './distance-and-both';
import { first } from './first';

/** The ways to join towers. */
export const HEADS = createRegistry<HeadDefinition>('head', ({ kind }) => kind);

for (const definition of [first, concatenate, distance, absoluteDifference, distanceAndBoth])
  HEADS.register(definition);
