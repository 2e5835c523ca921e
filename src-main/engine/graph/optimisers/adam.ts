import { ADAM } from '#shared/optimisers/adam';

import { factorOf, type GraphOptimiser } from './optimiser';

/** In TensorFlow's own kernel. */
export const adam: GraphOptimiser = {
  kind: 'adam',
  stepFactors: (step) => ({ beta1Power: ADAM.beta1 ** step, beta2Power: ADAM.beta2 ** step }),
  update: (update) => {
    const { graph } = update.operations;
    const handles = [update.variable, ...update.slots].map(({ handle }) => handle);
    const powers = [factorOf(update, 'beta1Power'), factorOf(update, 'beta2Power')];
    const rate = graph.float(update.settings.learningRate);
    const constants = [ADAM.beta1, ADAM.beta2, ADAM.epsilon].map(graph.float);
    const attr = { T: { type: 'float' }, use_locking: { b: false }, use_nesterov: { b: false } } as const;
    const inputs = [...handles, ...powers, rate, ...constants, update.gradient];
    return [graph.add('ResourceApplyAdam', inputs, 'float', { attr }).name];
  },
};
