import type { Layer } from '#shared/networks/layer';

import type { TfjsLayer } from './layer';

export const dense: TfjsLayer = {
  kind: 'dense',
  make: ({ tf, name, planned, isOutput }) => {
    const { units, activation } = planned.layer as Extract<Layer, { kind: 'dense' }>;
    return tf.layers.dense({
      name,
      units,
      activation: isOutput ? 'linear' : activation,
      kernelInitializer: 'zeros',
      biasInitializer: 'zeros',
    });
  },
};
