import { createRegistry } from '#shared/basics/registry';

import { batchNorm } from './batch-norm';
import { conv2d } from './conv2d';
import { dense } from './dense';
import { dropout } from './dropout';
import { flatten } from './flatten';
import type { TfjsLayer } from './layer';
import { maxPool2d } from './max-pool2d';

/** What the layers engine makes of each kind of layer. */
export const TFJS_LAYERS = createRegistry<TfjsLayer>('layer of the layers engine', ({ kind }) => kind);

for (const layer of [conv2d, maxPool2d, dropout, flatten, batchNorm, dense]) TFJS_LAYERS.register(layer);
