import type { Layer } from '#shared/networks/layer';

import type { TfjsLayer } from './layer';

export const maxPool2d: TfjsLayer = {
  kind: 'maxPool2d',
  make: ({ tf, name, planned }) => {
    const { size } = planned.layer as Extract<Layer, { kind: 'maxPool2d' }>;
    return tf.layers.maxPooling2d({ name, poolSize: size });
  },
};
