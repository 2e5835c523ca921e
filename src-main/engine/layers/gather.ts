import type { Tensor4D } from '@tensorflow/tfjs-node';

import type { Shape } from '#shared/networks/layer';

import type { ImageSet } from '../../datasets/dataset';
import type { PixelTables } from '../pixel-scaling';
import type { Tensorflow } from '../tensorflow';

/** Images [count, height, width, channels] as float32, scaled on their way. */
export function gatherImages(
  tf: Tensorflow,
  { images }: ImageSet,
  [height = 0, width = 0, channels = 0]: Shape,
  { sources, values: table }: PixelTables,
  indices: Uint32Array,
): Tensor4D {
  const size = height * width * channels;
  const values = new Float32Array(indices.length * size);
  let target = 0;
  for (const index of indices) {
    const end = (index + 1) * size;
    for (let pixel = index * size; pixel < end; pixel += channels) {
      for (let channel = 0; channel < channels; channel++) {
        values[target++] = table[channel * 256 + (images[pixel + (sources[channel] ?? 0)] ?? 0)] ?? 0;
      }
    }
  }
  return tf.tensor4d(values, [indices.length, height, width, channels]);
}
