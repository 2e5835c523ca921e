import type { Layer } from '#shared/networks/layer';

import type { Attributes, Output } from '../graph';
import { buildActivation } from './activation';
import { weightNames, type BuildLayer } from './layer';

const DATA_FORMAT = { data_format: { s: 'NHWC' } } as const;

/** Convolution, stride 1, with bias and activation. Images [batch, height, width, channels], kernel [h, w, in, out]. */
export const buildConv2d: BuildLayer = ({ operations, planned, weight }, input) => {
  const layer = planned.layer as Extract<Layer, { kind: 'conv2d' }>;
  const { kernel, bias } = weightNames(planned);
  if (kernel === undefined || bias === undefined) throw new Error(`The convolution ${layer.name} lacks a weight.`);
  const { graph } = operations;
  const filter = weight(kernel.name);
  const attr: Attributes = {
    T: { type: 'float' },
    strides: { ints: [1, 1, 1, 1] },
    dilations: { ints: [1, 1, 1, 1] },
    padding: { s: layer.padding.toUpperCase() },
    use_cudnn_on_gpu: { b: true },
    explicit_paddings: { ints: [] },
    ...DATA_FORMAT,
  };
  const convolved = graph.add('Conv2D', [input, filter], 'float', { name: `${layer.name}/Conv2D`, attr });
  const biased = graph.add('BiasAdd', [convolved, weight(bias.name)], 'float', {
    attr: { T: { type: 'float' }, ...DATA_FORMAT },
  });
  const activated = buildActivation(operations, layer.activation, biased);
  return {
    output: activated.output,
    backward: (gradient, needsInput) => {
      const byBiased = activated.backward(gradient);
      const weights = new Map<string, Output>();
      if (kernel.trainable) {
        const sizes = graph.ints(planned.weights[0]?.shape ?? []);
        weights.set(
          kernel.name,
          graph.add('Conv2DBackpropFilter', [input, sizes, byBiased], 'float', {
            name: `${layer.name}/Conv2DBackpropFilter`,
            attr,
          }),
        );
        weights.set(
          bias.name,
          graph.add('BiasAddGrad', [byBiased], 'float', { attr: { T: { type: 'float' }, ...DATA_FORMAT } }),
        );
      }
      const byInput = needsInput
        ? graph.add('Conv2DBackpropInput', [operations.shapeOf(input), filter, byBiased], 'float', {
            name: `${layer.name}/Conv2DBackpropInput`,
            attr,
          })
        : null;
      return { input: byInput, weights };
    },
  };
};
