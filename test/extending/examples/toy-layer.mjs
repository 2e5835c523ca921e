/** A layer that multiplies each channel by a number that is learned. */
const gain = {
  kind: 'gain',

  // what it is, whatever computes it
  plan: (layer, inputShape) => ({
    outputShape: inputShape,
    weights: [{ role: 'gain', shape: inputShape.slice(-1), initial: layer.start }],
  }),
  multiplyAdds: () => 0,
  canBeFrozen: true,
  isRandom: false,
  usesBatchStatistics: false,
  keepsShape: true,
  text: (layer, number) => ({ kind: 'Gain', setting: number(layer.start), title: `Gain ${number(layer.start)}` }),

  engines: {
    // nodes of a TensorFlow graph, and the way back through them
    graph: {
      build: ({ operations, planned, weight }, input) => {
        const [{ name, trainable }] = planned.weights;
        const gains = weight(name);
        const butTheLast = planned.inputShape.map((_, axis) => axis);
        return {
          output: operations.multiply(input, gains),
          backward: (gradient, needsInput) => ({
            input: needsInput ? operations.multiply(gradient, gains) : null,
            weights: new Map(
              trainable ? [[name, operations.sum(operations.multiply(gradient, input), butTheLast)]] : [],
            ),
          }),
        };
      },
    },
    // a layer of tfjs, which works out the way back by itself
    layers: {
      make: ({ tf, name, planned }) => {
        class Gain extends tf.layers.Layer {
          static className = 'Gain';

          build() {
            const [{ role, shape }] = planned.weights;
            this.addWeight(role, [...shape], 'float32', tf.initializers.ones());
            this.built = true;
          }

          computeOutputShape(inputShape) {
            return inputShape;
          }

          call(inputs) {
            const [input] = [inputs].flat();
            return tf.mul(input, this.weights[0].read());
          }
        }
        return new Gain({ name });
      },
    },
  },
};

export function register(lab) {
  lab.layers.register(gain);
}
