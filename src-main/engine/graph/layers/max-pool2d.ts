import type { Layer } from '#shared/networks/layer';

import type { BuildLayer } from './layer';

/** The largest value of each square of the image; what is left over at the right and the bottom is dropped. */
export const buildMaxPool2d: BuildLayer = ({ operations: { graph }, planned }, input) => {
  const { size, name } = planned.layer as Extract<Layer, { kind: 'maxPool2d' }>;
  const attr = {
    T: { type: 'float' },
    ksize: { ints: [1, size, size, 1] },
    strides: { ints: [1, size, size, 1] },
    padding: { s: 'VALID' },
    explicit_paddings: { ints: [] },
    data_format: { s: 'NHWC' },
  } as const;
  const output = graph.add('MaxPool', [input], 'float', { name: `${name}/MaxPool`, attr });
  return {
    output,
    backward: (gradient, needsInput) => ({
      input: needsInput
        ? graph.add('MaxPoolGrad', [input, output, gradient], 'float', { name: `${name}/MaxPoolGrad`, attr })
        : null,
      weights: new Map(),
    }),
  };
};
