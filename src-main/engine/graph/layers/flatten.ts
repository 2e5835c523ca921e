import { sizeOf } from '#shared/networks/layer';

import type { BuildLayer } from './layer';

/** [batch, …] → [batch, values], row-major. */
export const buildFlatten: BuildLayer = ({ operations, planned }, input) => ({
  output: operations.reshape(input, [-1, sizeOf(planned.inputShape)]),
  backward: (gradient, needsInput) => ({
    input: needsInput ? operations.reshape(gradient, [-1, ...planned.inputShape]) : null,
    weights: new Map(),
  }),
});
