import { describe, expect, it } from 'vitest';

import type { NamedTensor } from '#shared/networks/named-tensor';
import { createLayersEngine } from '#main/engine/layers/layers-engine';
import { binaryCrossEntropy } from '#main/engine/layers/losses/binary-cross-entropy';
import { loadTensorflow } from '#main/engine/tensorflow';
import { planLayers, sizeOf } from '#shared/networks/layer';
import { weightsOf, type NetworkPlan } from '#shared/networks/plan';

// The digits are those of Keras 3.15.1 on TensorFlow 2.21, from the same weights and the same batch:
//
//   def values(shape, offset): return (0.3 * np.sin(np.arange(np.prod(shape)) * 1.7 + offset)).reshape(shape)
//   x = ((np.arange(12*8*8*2) * 37) % 251).reshape(12, 8, 8, 2) / 255; y = np.arange(12) % 3
//   m = Sequential([Input((8,8,2)), Conv2D(3, 3, 'relu'), MaxPooling2D(2), Flatten(), Dense(3, 'softmax')])
//   m.set_weights([values(w.shape, i) for i, w in enumerate(m.get_weights())])
//   m.compile(Adam(0.01), 'sparse_categorical_crossentropy')
//   for _ in range(8): print(m.evaluate(x, y, batch_size=12)); m.train_on_batch(x, y)
const KERAS_LOSSES = [1.171445, 1.135752, 1.117307, 1.106862, 1.101721, 1.095261, 1.086947, 1.077228];
const KERAS_CONV_BIAS = [0.21378758549690247, 0.09354397654533386, -0.31766724586486816];
const KERAS_DENSE_ROW = [0.2307637333869934, -0.12770597636699677, -0.2347760796546936];

const tf = loadTensorflow();

const PLAN: NetworkPlan = {
  network: 'tiny',
  inputs: [{ name: 'image', shape: [8, 8, 2] }],
  scaling: 'unit',
  towers: [
    {
      name: 'tower',
      inputs: ['image'],
      layers: planLayers(
        'tower',
        [8, 8, 2],
        [
          { kind: 'conv2d', name: 'conv', filters: 3, kernel: [3, 3], padding: 'valid', activation: 'relu' },
          { kind: 'maxPool2d', name: 'pool', size: 2 },
          { kind: 'flatten', name: 'flatten' },
        ],
      ),
    },
  ],
  branches: [
    {
      name: 'class',
      output: 'class',
      head: 'first',
      headShape: [27],
      layers: planLayers('joint', [27], [{ kind: 'dense', name: 'classes', units: 3, activation: 'softmax' }]),
    },
  ],
};

const valuesOf = (count: number, offset: number): Float32Array =>
  Float32Array.from({ length: count }, (_, index) => 0.3 * Math.sin(index * 1.7 + offset));

const WEIGHTS: readonly NamedTensor[] = weightsOf(PLAN).map(({ name, shape }, offset) => ({
  name,
  shape,
  values: valuesOf(sizeOf(shape), offset),
}));

describe('the layers engine and Keras', () => {
  it('lose the same and move the weights the same over eight steps of Adam', () => {
    const train = {
      images: Uint8Array.from({ length: 12 * 8 * 8 * 2 }, (_, index) => (index * 37) % 251),
      labels: Uint8Array.from({ length: 12 }, (_, index) => index % 3),
      count: 12,
    };
    const network = createLayersEngine(tf).compile({
      plan: PLAN,
      training: { optimiser: 'adam', learningRate: 0.01, momentum: 0 },
      train,
      seed: 1,
    });
    network.importWeights(WEIGHTS);
    const first = Uint32Array.from({ length: 12 }, (_, index) => index);
    const losses = KERAS_LOSSES.map(() => network.trainBatch({ first }).loss);
    losses.forEach((loss, step) => expect(loss, `step ${step + 1}`).toBeCloseTo(KERAS_LOSSES[step] ?? 0, 5));
    const trained = new Map(network.exportWeights().map(({ name, values }) => [name, [...values]]));
    KERAS_CONV_BIAS.forEach((value, at) => expect(trained.get('tower/conv/bias')?.[at]).toBeCloseTo(value, 5));
    KERAS_DENSE_ROW.forEach((value, at) => expect(trained.get('joint/classes/kernel')?.[at]).toBeCloseTo(value, 5));
    network.dispose();
  });

  it('weigh a loss by class weights and divide by the pairs, not by the sum of the weights', () => {
    // Keras: fit(class_weight={0: 1, 1: 2}) on probabilities p reports mean(weight · cross-entropy)
    const same = [1, 0, 0, 1, 0, 1];
    const logits = [0.3, -0.2, 1.5, -2, 0.1, 4];
    const weights = same.map((value) => (value === 1 ? 2 : 1));
    const slow =
      logits.reduce((sum, logit, pair) => {
        const probability = 1 / (1 + Math.exp(-logit));
        return sum - (weights[pair] ?? 0) * Math.log(same[pair] === 1 ? probability : 1 - probability);
      }, 0) / same.length;
    const loss = tf.tidy(() =>
      binaryCrossEntropy
        .compute(tf, tf.tensor2d(logits, [6, 1]), {
          classes: tf.tensor1d([0, 0, 0, 0, 0, 0], 'int32'),
          same: tf.tensor2d(same, [6, 1]),
          weights: tf.tensor1d(weights),
        })
        .arraySync(),
    );
    expect(loss).toBeCloseTo(slow, 5);
  });
});
