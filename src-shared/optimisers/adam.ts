import type { OptimiserDefinition } from './definition';

/** In the form that closes the paper's section 2 and that TensorFlow and Keras use. */
export const adam: OptimiserDefinition = {
  kind: 'adam',
  name: 'Adam',
  paper: 'D. P. Kingma, J. Ba: Adam: a method for stochastic optimization. ICLR 2015.',
  hyperparameters: ['learningRate'],
  slots: ['mean', 'square'],
};

/** How much of the old mean and of the old square stays at each step, and Keras's ε, which is added to √v and not to √v̂. */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
