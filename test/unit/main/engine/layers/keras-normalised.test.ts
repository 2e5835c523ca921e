import { describe, expect, it } from 'vitest';

import { createLayersEngine } from '#main/engine/layers/layers-engine';
import { loadTensorflow } from '#main/engine/tensorflow';
import { planLayers, sizeOf } from '#shared/networks/layer';
import { weightsOf, type NetworkPlan } from '#shared/networks/plan';

// The digits are those of Keras 3.15.1 on TensorFlow 2.21, from the same weights and the same batch:
//
//   def values(shape, offset): return (0.3 * np.sin(np.arange(np.prod(shape)) * 1.7 + offset)).reshape(shape)
//   x = ((np.arange(12*8*8*2) * 37) % 251).reshape(12, 8, 8, 2) / 255; y = np.arange(12) % 3
//   m = Sequential([Input((8,8,2)), Conv2D(3, 3, padding='same', activation='relu', kernel_regularizer=l2(0.01)),
//                   BatchNormalization(), MaxPooling2D(2), Flatten(),
//                   Dense(4, activation='relu', kernel_regularizer=l2(0.01)), BatchNormalization(),
//                   Dense(3, activation='softmax')])
//   m.set_weights([values(w.shape, i) for i, w in enumerate(m.weights)])    # abs of it for a moving_variance
//   m.compile(Adam(0.01), 'sparse_categorical_crossentropy')
//   for _ in range(8): print(m.evaluate(x, y, batch_size=12), m.train_on_batch(x, y))
const KERAS_EVALUATED = [1.252524, 1.242916, 1.233102, 1.223018, 1.213228, 1.204008, 1.195412, 1.187201];
const KERAS_TRAINED = [1.253843, 1.227433, 1.215711, 1.203612, 1.190644, 1.176763, 1.163104, 1.148881];
const KERAS_WEIGHTS: Readonly<Record<string, readonly number[]>> = {
  'tower/conv/kernel': [0.02746928483247757, 0.23317579925060272, -0.02335171401500702],
  'tower/norm/gamma': [0.3258969783782959, -0.14414158463478088, -0.1888924390077591],
  'tower/norm/beta': [-0.018055513501167297, -0.29710838198661804, -0.008854972198605537],
  'tower/norm/movingMean': [-0.197649285197258, -0.12587255239486694, 0.2503729462623596],
  'tower/norm/movingVariance': [0.2687385082244873, 0.11720652133226395, 0.23681817948818207],
  'tower/norm2/movingMean': [-0.1493624597787857, -0.1455754041671753, 0.2049533873796463],
  'tower/norm2/movingVariance': [0.2769148647785187, 0.03769278526306152, 0.26731666922569275],
  'joint/classes/kernel': [-0.17640270292758942, 0.1993478387594223, 0.16680659353733063],
};

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
          { kind: 'conv2d', name: 'conv', filters: 3, kernel: [3, 3], padding: 'same', activation: 'relu', l2: 0.01 },
          { kind: 'batchNorm', name: 'norm' },
          { kind: 'maxPool2d', name: 'pool', size: 2 },
          { kind: 'flatten', name: 'flatten' },
          { kind: 'dense', name: 'dense', units: 4, activation: 'relu', l2: 0.01 },
          { kind: 'batchNorm', name: 'norm2' },
        ],
      ),
    },
  ],
  branches: [
    {
      name: 'class',
      output: 'class',
      head: 'first',
      headShape: [4],
      layers: planLayers('joint', [4], [{ kind: 'dense', name: 'classes', units: 3, activation: 'softmax' }]),
    },
  ],
};

describe('the layers engine and Keras, with batch normalisation and L2', () => {
  it('lose the same in training and in evaluation, and move the weights and the moments the same', () => {
    const train = {
      images: Uint8Array.from({ length: 12 * 8 * 8 * 2 }, (_, index) => (index * 37) % 251),
      labels: Uint8Array.from({ length: 12 }, (_, index) => index % 3),
      count: 12,
    };
    const first = Uint32Array.from({ length: train.count }, (_, index) => index);
    const network = createLayersEngine(loadTensorflow()).compile({
      plan: PLAN,
      training: { optimiser: 'adam', learningRate: 0.01, momentum: 0 },
      train,
      seed: 1,
    });
    network.importWeights(
      weightsOf(PLAN).map(({ name, shape, role }, offset) => ({
        name,
        shape,
        values: Float32Array.from({ length: sizeOf(shape) }, (_, index) => {
          const value = 0.3 * Math.sin(index * 1.7 + offset);
          return role === 'movingVariance' ? Math.abs(value) : value;
        }),
      })),
    );
    // four decimals: where a gradient is near 0, Adam makes whole steps of what float32 rounds off
    KERAS_TRAINED.forEach((loss, step) => {
      const probabilities = network.predict(train, { first }).class ?? [];
      const crossEntropy = [...train.labels].reduce(
        (sum, label, image) => sum - Math.log(probabilities[3 * image + label] ?? 0) / train.count,
        0,
      );
      expect(crossEntropy + network.penalty(), `evaluated ${step}`).toBeCloseTo(KERAS_EVALUATED[step] ?? 0, 4);
      expect(network.trainBatch({ first }).loss, `step ${step + 1}`).toBeCloseTo(loss, 4);
    });
    const trained = new Map(network.exportWeights().map(({ name, values }) => [name, values]));
    for (const [name, expected] of Object.entries(KERAS_WEIGHTS))
      expected.forEach((value, at) => expect(trained.get(name)?.[at], `${name}[${at}]`).toBeCloseTo(value, 4));
    network.dispose();
  });
});
