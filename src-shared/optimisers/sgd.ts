import type { OptimiserDefinition } from './definition';

/** Gradient descent with momentum in Keras's form: v ← momentum · v − rate · gradient, w ← w + v. */
export const sgd: OptimiserDefinition = {
  kind: 'sgd',
  name: 'SGD with momentum',
  paper: 'B. T. Polyak: Some methods of speeding up the convergence of iteration methods. 1964.',
  hyperparameters: ['learningRate', 'momentum'],
  slots: ['velocity'],
};
