import { createRegistry } from '../../basics/registry';
import { batchNorm } from './batch-norm';
import { conv2d } from './conv2d';
import type { LayerDefinition } from './definition';
import { dense } from './dense';
import { dropout } from './dropout';
import { flatten } from './flatten';
import { maxPool2d } from './max-pool2d';

/** The layers that a network can be made of. */
export const LAYERS = createRegistry<LayerDefinition>('layer', ({ kind }) => kind);

for (const definition of [conv2d, maxPool2d, dropout, flatten, batchNorm, dense]) LAYERS.register(definition);
