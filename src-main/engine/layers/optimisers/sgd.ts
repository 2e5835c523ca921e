import { slotOf, type TfjsOptimiser } from './update';

/**
 * Gradient descent with momentum (Polyak 1964) in Keras's form: v ← momentum · v − α · g, θ ← θ + v. tfjs's own keeps
 * v without α, which is another thing where the learning rate changes.
 */
export const sgd: TfjsOptimiser = {
  kind: 'sgd',
  update: ({ tf, settings: { momentum, learningRate }, variable, slots, gradient }) => {
    const velocity = slotOf({ slots }, 0);
    velocity.assign(tf.sub(tf.mul(velocity, momentum), tf.mul(gradient, learningRate)));
    variable.assign(tf.add(variable, velocity));
  },
};
