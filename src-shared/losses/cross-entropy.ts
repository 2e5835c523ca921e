import type { LossDefinition } from './definition';

/** −log of the probability of the true class, from the logits of a softmax. */
export const crossEntropy: LossDefinition = {
  kind: 'cross-entropy',
  output: 'class',
  scope: 'samples',
  name: 'categorical cross-entropy',
  paper: 'J. S. Bridle: Probabilistic interpretation of feedforward classification network outputs. 1990.',
};
