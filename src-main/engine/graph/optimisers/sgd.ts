import type { GraphOptimiser } from './optimiser';

/** In TensorFlow's own kernel. */
export const sgd: GraphOptimiser = {
  kind: 'sgd',
  stepFactors: () => ({}),
  update: ({ operations: { graph }, settings, variable, slots, gradient }) => {
    const handles = [variable, ...slots].map(({ handle }) => handle);
    const inputs = [...handles, graph.float(settings.learningRate), gradient, graph.float(settings.momentum)];
    const attr = { T: { type: 'float' }, use_locking: { b: false }, use_nesterov: { b: false } } as const;
    return [graph.add('ResourceApplyKerasMomentum', inputs, 'float', { attr }).name];
  },
};
