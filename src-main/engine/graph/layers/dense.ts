import type { Layer } from '#shared/networks/layer';

import type { Output } from '../graph';
import { buildActivation } from './activation';
import { weightNames, type BuildLayer } from './layer';

/** x · kernel + bias, and the activation. [batch, in] → [batch, units] */
export const buildDense: BuildLayer = ({ operations, planned, weight, isOutput }, input) => {
  const layer = planned.layer as Extract<Layer, { kind: 'dense' }>;
  const { kernel, bias } = weightNames(planned);
  if (kernel === undefined || bias === undefined) throw new Error(`The dense layer ${layer.name} lacks a weight.`);
  const { graph } = operations;
  const format = { T: { type: 'float' }, data_format: { s: 'NHWC' } } as const;
  const matrix = weight(kernel.name);
  const biased = graph.add('BiasAdd', [operations.matMul(input, matrix), weight(bias.name)], 'float', { attr: format });
  const activated = buildActivation(operations, isOutput ? 'linear' : layer.activation, biased);
  return {
    output: activated.output,
    backward: (gradient, needsInput) => {
      const byBiased = activated.backward(gradient);
      const weights = new Map<string, Output>();
      if (kernel.trainable) {
        weights.set(kernel.name, operations.matMul(input, byBiased, 'a'));
        weights.set(bias.name, graph.add('BiasAddGrad', [byBiased], 'float', { attr: format }));
      }
      return { input: needsInput ? operations.matMul(byBiased, matrix, 'b') : null, weights };
    },
  };
};
