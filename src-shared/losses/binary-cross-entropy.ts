import type { LossDefinition } from './definition';

/** −log of the probability of what is the case, "same" or "different", from the logit of a sigmoid. */
export const binaryCrossEntropy: LossDefinition = {
  kind: 'binary-cross-entropy',
  output: 'same',
  scope: 'samples',
  name: 'binary cross-entropy',
  paper: 'D. R. Cox: The regression analysis of binary sequences. J. R. Stat. Soc. B 20, 1958.',
};
