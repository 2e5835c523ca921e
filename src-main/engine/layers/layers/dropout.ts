import type { Tensor } from '@tensorflow/tfjs-node';

import { mix } from '#shared/basics/random';
import type { Layer } from '#shared/networks/layer';

import { onlyInput, type TfjsLayer } from './layer';

/**
 * Dropout (Srivastava et al. 2014) whose mask follows from (seed, step, layer) alone, so that a repeated or resumed
 * run drops the same units. tfjs's own layer draws from a generator that cannot be set back, and with a fixed seed
 * repeats one mask at every step.
 */
export const dropout: TfjsLayer = {
  kind: 'dropout',
  make: ({ tf, name, planned, ordinal, key }) => {
    const { rate } = planned.layer as Extract<Layer, { kind: 'dropout' }>;
    class KeyedDropout extends tf.layers.Layer {
      static readonly className = 'KeyedDropout';

      override computeOutputShape(inputShape: number[]): number[] {
        return inputShape;
      }

      override call(inputs: Tensor | Tensor[], kwargs: Record<string, unknown>): Tensor {
        const input = onlyInput(name, inputs);
        if (kwargs['training'] !== true || rate === 0) return input.clone();
        const mask = dropoutMask(input.size, rate, mix(mix(key.seed ^ Math.imul(ordinal, 0x9e3779b9)) ^ key.step));
        return tf.mul(input, tf.tensor(mask, input.shape));
      }
    }
    return new KeyedDropout({ name });
  },
};

/** 0 with probability `rate`, otherwise 1 / (1 − rate), so that the expected sum stays the same. */
export function dropoutMask(length: number, rate: number, key: number): Float32Array {
  const mask = new Float32Array(length);
  const threshold = rate * 0x1_0000_0000;
  const kept = 1 / (1 - rate);
  for (let index = 0; index < length; index++) {
    if (mix(Math.imul(index, 0x9e3779b1) ^ key) >= threshold) mask[index] = kept;
  }
  return mask;
}
