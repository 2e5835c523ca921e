/** The learning rate of a step: it takes so many steps to its full size. @param step 1, 2, 3 … */
const rateAt = (step, { learningRate, warmUp }) => learningRate * Math.min(1, step / Math.max(1, warmUp));

/** Plain gradient descent that reads the setting. */
const warmSgd = {
  kind: 'warm-sgd',
  name: 'SGD with warm-up',
  paper: 'P. Goyal et al.: Accurate, large minibatch SGD: training ImageNet in 1 hour. 2017.',
  hyperparameters: ['learningRate'],
  slots: [],

  engines: {
    graph: {
      stepFactors: (step, settings) => ({ rate: rateAt(step, settings) }),
      update: ({ operations, variable, value, gradient, factors }) => {
        const { subtract, multiply, assign } = operations;
        return [assign(variable, subtract(value, multiply(factors.rate, gradient)))];
      },
    },
    layers: {
      update: ({ tf, settings, variable, gradient, step }) => {
        variable.assign(tf.sub(variable, tf.mul(gradient, rateAt(step, settings))));
      },
    },
  },
};

export function register(lab) {
  lab.fields.register({
    name: 'warmUp',
    title: 'Warm-up',
    schema: lab.z.int().min(0).max(10_000).default(0),
    option: {
      flags: '--warm-up <steps>',
      description: 'Of warm-sgd: steps to the full learning rate (default: 0)',
      kind: 'number',
    },
  });
  lab.optimisers.register(warmSgd);
}
