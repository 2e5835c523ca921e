import { createRegistry } from '#shared/basics/registry';

import { buildBatchNorm } from './batch-norm';
import { buildConv2d } from './conv2d';
import { buildDense } from './dense';
import { buildDropout } from './dropout';
import { buildFlatten } from './flatten';
import type { GraphLayer } from './layer';
import { buildMaxPool2d } from './max-pool2d';

/** What the graph engine makes of each kind of layer. */
export const GRAPH_LAYERS = createRegistry<GraphLayer>('layer of the graph engine', ({ kind }) => kind);

for (const layer of [
  { kind: 'conv2d', build: buildConv2d },
  { kind: 'maxPool2d', build: buildMaxPool2d },
  { kind: 'dropout', build: buildDropout },
  { kind: 'flatten', build: buildFlatten },
  { kind: 'batchNorm', build: buildBatchNorm },
  { kind: 'dense', build: buildDense },
]) {
  GRAPH_LAYERS.register(layer);
}
