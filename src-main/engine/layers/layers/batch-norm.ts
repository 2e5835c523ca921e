import type { layers, Tensor, Tensor1D } from '@tensorflow/tfjs-node';

import { isFrozen } from '#shared/networks/layer';

import type { Tensorflow } from '../../tensorflow';
import { onlyInput, type TfjsLayer } from './layer';

/** Keras's: how much of a moving statistic stays at each step. */
const MOMENTUM = 0.99;
const EPSILON = 1e-3;

/**
 * Batch normalisation (Ioffe & Szegedy 2015) over the last dimension. In training by the statistics of the batch, which
 * then move the moving ones, once each time that the layer is applied: twice a step in a shared tower, as in Keras.
 * The variance is that of the batch as it is (Keras 3), not the corrected one that TensorFlow's fused kernel stores.
 * tfjs's own layer differentiates the moments operation by operation and keeps an image-sized tensor for each.
 * A frozen one normalises by the moving statistics in training too, and leaves them alone.
 */
export const batchNorm: TfjsLayer = {
  kind: 'batchNorm',
  make: ({ tf, name, planned }) => {
    const channels = planned.inputShape.at(-1) ?? 0;
    const frozen = isFrozen(planned.layer);
    class BatchNorm extends tf.layers.Layer {
      static readonly className = 'LabBatchNorm';

      override build(): void {
        const add = (weight: string, value: number, trainable: boolean): void => {
          const start = tf.initializers.constant({ value });
          this.addWeight(weight, [channels], 'float32', start, undefined, trainable, undefined);
        };
        add('gamma', 1, true);
        add('beta', 0, true);
        add('movingMean', 0, false);
        add('movingVariance', 1, false);
        this.built = true;
      }

      override computeOutputShape(inputShape: number[]): number[] {
        return inputShape;
      }

      override call(inputs: Tensor | Tensor[], kwargs: Record<string, unknown>): Tensor {
        return apply(tf, name, this.weights, onlyInput(name, inputs), kwargs['training'] === true && !frozen);
      }
    }
    return new BatchNorm({ name });
  },
};

function apply(
  tf: Tensorflow,
  name: string,
  weights: layers.Layer['weights'],
  input: Tensor,
  isByBatch: boolean,
): Tensor {
  const [gamma, beta, movingMean, movingVariance] = weights;
  if (gamma === undefined || beta === undefined || movingMean === undefined || movingVariance === undefined)
    throw new Error(`The batch normalisation ${name} lacks a weight.`);
  const read = (weight: typeof movingMean): Tensor1D => weight.read() as Tensor1D;
  if (!isByBatch) {
    return tf.batchNorm(input, read(movingMean), read(movingVariance), read(beta), read(gamma), EPSILON);
  }
  const move = (weight: typeof movingMean, seen: Tensor): void => {
    weight.write(tf.add(tf.mul(weight.read(), MOMENTUM), tf.mul(seen, 1 - MOMENTUM)));
  };
  return normalise(tf, input, read(gamma), read(beta), (mean, variance) => {
    move(movingMean, mean);
    move(movingVariance, variance);
  });
}

/** All but the last. */
function axesOf({ shape }: Tensor): number[] {
  return shape.slice(0, -1).map((_, axis) => axis);
}

/**
 * gamma · x̂ + beta, where x̂ = (x − mean) / √(variance + ε) of the batch itself. The gradient is the closed form of the
 * paper, through the moments: γ / √(variance + ε) · (dy − mean(dy) − x̂ · mean(dy · x̂)).
 */
function normalise(
  tf: Tensorflow,
  input: Tensor,
  gamma: Tensor1D,
  beta: Tensor1D,
  tellMoments: (mean: Tensor, variance: Tensor) => void,
): Tensor {
  const axes = axesOf(input);
  const count = input.size / (input.shape.at(-1) ?? 1);
  const operation = tf.customGrad((...given) => {
    const [x, scale, offset, save] = given as unknown as [Tensor, Tensor1D, Tensor1D, (tensors: Tensor[]) => void];
    // in here, where no operation is recorded for the gradient and keeps its operands
    const { mean, variance } = tf.moments(x, axes);
    tellMoments(mean, variance);
    const inverse = tf.rsqrt(tf.add(variance, EPSILON));
    const normal = tf.mul(tf.sub(x, mean), inverse);
    const slope = tf.mul(scale, inverse);
    save([normal, slope]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
      const [normalSaved, slopeSaved] = saved;
      if (normalSaved === undefined || slopeSaved === undefined) throw new Error('Nothing was saved for the gradient.');
      const offsetGradient = tf.sum(dy, axes);
      const scaleGradient = tf.sum(tf.mul(dy, normalSaved), axes);
      const centred = tf.sub(dy, tf.div(offsetGradient, count));
      const inputGradient = tf.mul(slopeSaved, tf.sub(centred, tf.mul(normalSaved, tf.div(scaleGradient, count))));
      return [inputGradient, scaleGradient, offsetGradient];
    };
    return { value: tf.add(tf.mul(normal, scale), offset), gradFunc };
  });
  return operation(input, gamma, beta);
}
