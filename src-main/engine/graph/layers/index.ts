import type { Layer } from '#shared/networks/layer';

import { buildBatchNorm } from './batch-norm';
import { buildConv2d } from './conv2d';
import { buildDense } from './dense';
import { buildDropout } from './dropout';
import { buildFlatten } from './flatten';
import type { BuildLayer } from './layer';
import { buildMaxPool2d } from './max-pool2d';

/** Here is where a new kind of layer is entered. */
export const LAYER_BUILDERS: Readonly<Record<Layer['kind'], BuildLayer>> = {
  conv2d: buildConv2d,
  maxPool2d: buildMaxPool2d,
  dropout: buildDropout,
  flatten: buildFlatten,
  batchNorm: buildBatchNorm,
  dense: buildDense,
};
