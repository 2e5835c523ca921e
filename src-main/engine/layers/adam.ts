import type { Variable } from '@tensorflow/tfjs-node';

import type { Tensorflow } from '../tensorflow';
import type { Optimiser } from './optimiser';

const BETA1 = 0.9;
const BETA2 = 0.999;
/** Keras's. It is added to √v, not to √v̂: in the first steps this damps small gradients some thirty times more. */
const EPSILON = 1e-7;

/**
 * Adam (Kingma & Ba 2015) in the form that closes the paper's section 2 and that TensorFlow and Keras use:
 * α_t = α·√(1 − β2^t) / (1 − β1^t), θ ← θ − α_t·m / (√v + ε). tfjs's own follows the paper's Algorithm 1,
 * where ε means something else, so that its curves are not those of Keras.
 */
export function createAdam(tf: Tensorflow, variables: readonly Variable[], learningRate: number): Optimiser {
  // a variable outlives the tidy, the zeros that it starts from do not
  const zeros = (variable: Variable): Variable => tf.tidy(() => tf.variable(tf.zerosLike(variable), false));
  const slots = variables.map((variable) => ({ variable, mean: zeros(variable), square: zeros(variable) }));
  return {
    apply: (gradients, step) => {
      const rate = (learningRate * Math.sqrt(1 - BETA2 ** step)) / (1 - BETA1 ** step);
      slots.forEach(({ variable, mean, square }, index) => {
        const gradient = gradients[index];
        if (gradient === undefined) throw new Error(`The variable ${variable.name} has no gradient.`);
        tf.tidy(() => {
          mean.assign(tf.add(tf.mul(mean, BETA1), tf.mul(gradient, 1 - BETA1)));
          square.assign(tf.add(tf.mul(square, BETA2), tf.mul(tf.square(gradient), 1 - BETA2)));
          variable.assign(tf.sub(variable, tf.div(tf.mul(mean, rate), tf.add(tf.sqrt(square), EPSILON))));
        });
      });
    },
    slots: { mean: slots.map(({ mean }) => mean), square: slots.map(({ square }) => square) },
    dispose: () => {
      for (const { mean, square } of slots) {
        mean.dispose();
        square.dispose();
      }
    },
  };
}
