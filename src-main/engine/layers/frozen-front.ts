import type { Tensor } from '@tensorflow/tfjs-node';

import { sizeOf, type Shape } from '#shared/networks/layer';

import type { ImageSet } from '../../datasets/dataset';
import { MOST_KEPT_BYTES } from '#shared/networks/frozen-front';
import type { Tensorflow } from '../tensorflow';

/** The layers at the front of a tower that never change: what they make of an image is worked out once. */
export interface FrozenFront {
  /** Of what they give for one image. */
  readonly shape: Shape;
  /** @param images [batch, …] */
  readonly apply: (images: Tensor) => Tensor;
}

/** The features of images, by index. */
export interface FrontFeatures {
  /**
   * @param gather makes the network's input of images of the set
   * @returns [indices, …]; the caller's tidy disposes of it
   */
  readonly of: (images: ImageSet, indices: Uint32Array, gather: (indices: Uint32Array) => Tensor) => Tensor;
  /** For when the weights change after all. */
  readonly forget: () => void;
}

/** Works the features of each image out when it is first asked for, and keeps them where they are small. */
export function frontFeatures(tf: Tensorflow, { shape, apply }: FrozenFront): FrontFeatures {
  // a GPU by WebGPU cannot be read at once: there they are worked out anew each time
  const isReadable = tf.getBackend() !== 'webgpu';
  const size = sizeOf(shape);
  let kept = new WeakMap<ImageSet, { readonly values: Float32Array; readonly isKnown: Uint8Array }>();
  return {
    of: (images, indices, gather) => {
      if (!isReadable || images.count * size * Float32Array.BYTES_PER_ELEMENT > MOST_KEPT_BYTES)
        return apply(gather(indices));
      const known = kept.get(images) ?? {
        values: new Float32Array(images.count * size),
        isKnown: new Uint8Array(images.count),
      };
      kept.set(images, known);
      const missing = Uint32Array.from(new Set(indices.filter((index) => known.isKnown[index] === 0)));
      if (missing.length > 0) {
        const made = tf.tidy(() => apply(gather(missing)).dataSync<'float32'>());
        missing.forEach((index, place) => {
          known.values.set(made.subarray(place * size, (place + 1) * size), index * size);
          known.isKnown[index] = 1;
        });
      }
      const values = new Float32Array(indices.length * size);
      indices.forEach((index, place) => {
        values.set(known.values.subarray(index * size, (index + 1) * size), place * size);
      });
      return tf.tensor(values, [indices.length, ...shape]);
    },
    forget: () => {
      kept = new WeakMap();
    },
  };
}
