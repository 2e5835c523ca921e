/** Nesterov's momentum: v ← m · v − r · g, w ← w + m · v − r · g. */
const nesterov = {
  kind: 'nesterov',
  name: 'SGD with Nesterov’s momentum',
  paper: 'I. Sutskever et al.: On the importance of initialization and momentum in deep learning. ICML 2013.',
  hyperparameters: ['learningRate', 'momentum'],
  slots: ['velocity'],

  engines: {
    graph: {
      // nothing that depends on the step alone
      stepFactors: () => ({}),
      update: ({ operations, settings, variable, value, slots, gradient }) => {
        const { graph, add, subtract, multiply, read, assign } = operations;
        const [slot] = slots;
        const [momentum, rate] = [graph.float(settings.momentum), graph.float(settings.learningRate)];
        const down = multiply(rate, gradient);
        const velocity = subtract(multiply(momentum, read(slot)), down);
        const moved = add(value, subtract(multiply(momentum, velocity), down));
        return [assign(slot, velocity), assign(variable, moved)];
      },
    },
    layers: {
      update: ({ tf, settings, variable, slots, gradient }) => {
        const [velocity] = slots;
        const down = tf.mul(gradient, settings.learningRate);
        velocity.assign(tf.sub(tf.mul(velocity, settings.momentum), down));
        variable.assign(tf.add(variable, tf.sub(tf.mul(velocity, settings.momentum), down)));
      },
    },
  },
};

export function register(lab) {
  lab.optimisers.register(nesterov);
}
