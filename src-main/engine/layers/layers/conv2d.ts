import type { Layer } from '#shared/networks/layer';

import type { TfjsLayer } from './layer';

export const conv2d: TfjsLayer = {
  kind: 'conv2d',
  make: ({ tf, name, planned }) => {
    const { filters, kernel, padding, activation } = planned.layer as Extract<Layer, { kind: 'conv2d' }>;
    return tf.layers.conv2d({
      name,
      filters,
      kernelSize: [...kernel],
      padding,
      activation,
      kernelInitializer: 'zeros',
      biasInitializer: 'zeros',
    });
  },
};
