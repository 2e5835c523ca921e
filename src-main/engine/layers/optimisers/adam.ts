import { ADAM } from '#shared/optimisers/adam';

import { slotOf, type TfjsOptimiser } from './update';

/**
 * Adam (Kingma & Ba 2015) in the form that closes the paper's section 2 and that TensorFlow and Keras use:
 * α_t = α·√(1 − β2^t) / (1 − β1^t), θ ← θ − α_t·m / (√v + ε). tfjs's own follows the paper's Algorithm 1, where ε means
 * something else, so that its curves are not those of Keras: here it damps small gradients of the first steps some thirty
 * times more.
 */
export const adam: TfjsOptimiser = {
  kind: 'adam',
  update: ({ tf, settings, variable, slots, gradient, step }) => {
    const { beta1, beta2, epsilon } = ADAM;
    const [mean, square] = [slotOf({ slots }, 0), slotOf({ slots }, 1)];
    const rate = (settings.learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
    mean.assign(tf.add(tf.mul(mean, beta1), tf.mul(gradient, 1 - beta1)));
    square.assign(tf.add(tf.mul(square, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
    variable.assign(tf.sub(variable, tf.div(tf.mul(mean, rate), tf.add(tf.sqrt(square), epsilon))));
  },
};
