import type { Variable } from '@tensorflow/tfjs-node';

import type { TrainingSpec } from '#shared/experiment/experiment';

import type { Tensorflow } from '../tensorflow';
import type { Optimiser } from './optimiser';

/**
 * Gradient descent with momentum (Polyak 1964) in Keras's form: v ← momentum · v − α · g, θ ← θ + v. tfjs's own keeps
 * v without α, which is another thing where the learning rate changes.
 */
export function createSgd(
  tf: Tensorflow,
  variables: readonly Variable[],
  { learningRate, momentum }: Pick<TrainingSpec, 'learningRate' | 'momentum'>,
): Optimiser {
  const slots = variables.map((variable) => ({
    variable,
    velocity: tf.tidy(() => tf.variable(tf.zerosLike(variable), false)),
  }));
  return {
    apply: (gradients) => {
      slots.forEach(({ variable, velocity }, index) => {
        const gradient = gradients[index];
        if (gradient === undefined) throw new Error(`The variable ${variable.name} has no gradient.`);
        tf.tidy(() => {
          velocity.assign(tf.sub(tf.mul(velocity, momentum), tf.mul(gradient, learningRate)));
          variable.assign(tf.add(variable, velocity));
        });
      });
    },
    slots: { velocity: slots.map(({ velocity }) => velocity) },
    dispose: () => {
      for (const { velocity } of slots) velocity.dispose();
    },
  };
}
