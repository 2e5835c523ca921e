import type { TfjsLayer } from './layer';

export const flatten: TfjsLayer = {
  kind: 'flatten',
  make: ({ tf, name }) => tf.layers.flatten({ name }),
};
