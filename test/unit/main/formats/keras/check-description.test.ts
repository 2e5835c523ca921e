import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { weightsForPlan } from '#main/formats/keras/weights-for-plan';
import { classBranch } from '#shared/networks/class-branch';
import { planLayers } from '#shared/networks/layer';
import { headShape, type NetworkPlan } from '#shared/networks/plan';
import { siameseVanillaPlan } from '#shared/networks/siamese-vanilla';
import { vanillaPlan } from '#shared/networks/vanilla';

import { become, find, insert, PLAIN, remove, set, SMALL, type Change } from './described-changes';
import { asFunctional, asSequential, type DescribedLayer } from './described-network';
import { made } from './match-cases';

const TWIN = siameseVanillaPlan([32, 32, 3], 4, { ...SMALL, sharedTowers: false, head: 'concatenate' });
/** Batch normalisation, "same" convolutions, a window that does not fill its image, and one pixel at the end. */
const NORMALISED: NetworkPlan = {
  ...PLAIN,
  inputs: [{ name: 'image', shape: [7, 7, 1] }],
  towers: [
    {
      name: 'tower',
      inputs: ['image'],
      layers: planLayers(
        'tower',
        [7, 7, 1],
        [
          { kind: 'conv2d', name: 'conv', filters: 2, kernel: [3, 3], padding: 'same', activation: 'relu' },
          { kind: 'batchNorm', name: 'norm' },
          { kind: 'maxPool2d', name: 'pool', size: 7 },
          { kind: 'flatten', name: 'flatten' },
        ],
      ),
    },
  ],
  branches: [classBranch('first', headShape('first', 2)[0] ?? 0, 4)],
};

async function sequential(change?: Change, plan = PLAIN): Promise<number> {
  return weightsForPlan(await made(asSequential(plan, change)), plan).length;
}

describe('a described network', () => {
  it('is taken where it is the plan’s, in the words of Keras 2 and of Keras 3', async () => {
    expect(await sequential()).toBe(10);
    expect(weightsForPlan(await made(asFunctional(TWIN)), TWIN)).toHaveLength(18);
    expect(await sequential(undefined, NORMALISED)).toBe(8);
  });

  it.each<[string, Change, NetworkPlan?]>([
    [
      'its activation as a layer',
      (layers) => {
        set('conv1', { activation: 'linear' })(layers);
        insert('pool1', 'Activation', { activation: 'relu' })(layers);
      },
    ],
    [
      'its activation as ReLU',
      (layers) => {
        set('conv1', { activation: null })(layers);
        insert('pool1', 'ReLU', { max_value: null, negative_slope: 0, threshold: 0 })(layers);
      },
    ],
    [
      'an activation as an object',
      set('conv1', {
        activation: { module: 'builtins', class_name: 'function', config: 'relu', registered_name: 'function' },
      }),
    ],
    ['pixels that are divided by 255 in the model', insert('conv1', 'Rescaling', { scale: 1 / 255, offset: 0 })],
    ['a scaling that changes nothing', insert('conv1', 'Rescaling', { scale: 1, offset: 0 })],
    ['another dropout, which counts in training alone', set('dropout1', { rate: 0.7 })],
    ['noise, which counts in training alone', insert('conv2', 'GaussianNoise', { stddev: 0.1 })],
    ['no dropout', remove('dropout2')],
    ['strides that are left out', set('pool1', { strides: null })],
    ['an input of any size', set('input', { batch_shape: [null, null, null, 3] })],
    [
      'batch normalisation of the last axis, with another momentum',
      set('norm', { axis: -1, momentum: 0.5 }),
      NORMALISED,
    ],
    ['an average over one pixel for its flattening', become('flatten', 'GlobalAveragePooling2D'), NORMALISED],
  ])('is taken with %s', async (_, change, plan) => {
    expect(await sequential(change, plan)).toBeGreaterThan(0);
  });
});

describe('another network with the same kernels', () => {
  it.each<[string, Change, string, NetworkPlan?]>([
    [
      'average pooling',
      become('pool1', 'AveragePooling2D', { pool_size: [2, 2], strides: [2, 2] }),
      '"pool1" is AveragePooling2D (pool_size 2×2, strides 2×2); expected MaxPooling2D (pool_size 2×2, strides 2×2), as tower/pool1 is',
    ],
    [
      'another activation',
      set('conv2', { activation: 'tanh' }),
      '"conv2" has the activation tanh; expected relu, as tower/conv2 has',
    ],
    [
      'a layer as an activation',
      set('conv2', { activation: { class_name: 'LeakyReLU', config: { alpha: 0.3 } } }),
      'has the activation LeakyReLU',
    ],
    [
      'a ReLU that is cut off',
      (layers) => {
        set('conv1', { activation: null })(layers);
        insert('pool1', 'ReLU', { max_value: 6 })(layers);
      },
      '"new" is ReLU',
    ],
    [
      'no activation',
      set('dense1', { activation: 'linear' }),
      '"classes" is Dense (units 4) follows without an activation before it; expected the activation relu, as after tower/dense1',
    ],
    [
      'an activation more',
      insert('conv2', 'Activation', { activation: 'sigmoid' }),
      '"new" has the activation sigmoid; expected Conv2D',
    ],
    ['logits', set('classes', { activation: null }), 'it ends before the activation softmax, as joint/classes is'],
    [
      'a softmax over another axis',
      (layers) => {
        set('classes', { activation: null })(layers);
        layers.push({ class_name: 'Softmax', config: { name: 'end', axis: 0 } });
      },
      'softmax over another axis',
    ],
    ['other windows', set('pool2', { strides: [1, 1] }), '"pool2" (MaxPooling2D) has strides 1×1; expected 2×2'],
    [
      'windows of another size',
      set('pool2', { pool_size: [3, 3], strides: null }),
      '"pool2" (MaxPooling2D) has pool_size 3×3; expected 2×2',
    ],
    ['strides', set('conv1', { strides: [2, 1] }), '(conv2d), has strides of [2,1]; expected 1'],
    ['another padding', set('conv1', { padding: 'same' }), '"conv1" (Conv2D) has padding same; expected valid'],
    [
      'channels first',
      set('flatten', { data_format: 'channels_first' }),
      '"flatten" (Flatten) has data_format channels_first',
    ],
    [
      'zeros around the image',
      insert('conv1', 'ZeroPadding2D', { padding: [1, 1] }),
      '"new" is ZeroPadding2D; expected Conv2D (kernel_size 3×3, filters 2, strides 1×1), as tower/conv1 is',
    ],
    ['no pooling', remove('pool3'), '"flatten" is Flatten; expected MaxPooling2D'],
    [
      'pooling in another order',
      (layers) => {
        remove('pool1')(layers);
        insert('dropout1', 'MaxPooling2D', { pool_size: [2, 2] })(layers);
      },
      '"conv2" is Conv2D',
    ],
    [
      'pixels from -1 to 1',
      insert('conv1', 'Rescaling', { scale: 1 / 127.5, offset: -1 }),
      'makes of a pixel its value × 0.00784313725490196 + -1; expected the scaling of the network, value / 255',
    ],
    [
      'a normalisation without weights',
      insert('conv1', 'Normalization', { mean: 0.5, variance: 0.1 }),
      '"new" is Normalization; expected Conv2D',
    ],
    ['a Lambda', insert('conv1', 'Lambda'), '"new" is Lambda; expected Conv2D'],
    [
      'a dropout that stays on',
      (layers) => {
        Object.assign(find(layers, 'dropout1'), { inbound_nodes: [[['pool2', 0, 0, { training: true }]]] });
      },
      '"dropout1" is Dropout',
    ],
    [
      'another size of image',
      set('input', { batch_shape: [null, 48, 48, 3] }),
      '"input" takes [48, 48, 3]; expected [32, 32, 3]',
    ],
    [
      'another epsilon',
      set('norm', { epsilon: 1e-5 }),
      '"norm" (BatchNormalization) has epsilon 0.00001; expected 0.001',
      NORMALISED,
    ],
    [
      'another axis',
      set('norm', { axis: [1] }),
      '"norm" (BatchNormalization) has axis 1; expected -1 or 3',
      NORMALISED,
    ],
    [
      'an average over more than a pixel',
      become('flatten', 'GlobalAveragePooling2D'),
      '"flatten" is GlobalAveragePooling2D; expected Flatten',
    ],
  ])('is refused, with the layer: %s', async (_, change, message, plan) => {
    const refusal = sequential(change, plan);
    await expect(refusal).rejects.toMatchObject({ code: 'invalid-weights' });
    await expect(refusal).rejects.toThrow(message);
  });

  it('is refused where its windows stand over the edge of an image that they do not fill', async () => {
    const odd = vanillaPlan([33, 33, 3], 4, SMALL);
    await expect(sequential(set('pool1', { padding: 'same' }), odd)).rejects.toThrow(
      '"pool1" (MaxPooling2D) has padding same; expected valid',
    );
    // 30 × 30 behind the first convolution are filled by windows of 2 × 2
    expect(await sequential(set('pool1', { padding: 'same' }))).toBe(10);
  });

  it('is refused whatever setting is changed that counts when nothing is trained', async () => {
    const layers = (asSequential(NORMALISED).config as { config: { layers: DescribedLayer[] } }).config.layers;
    const free = new Set([
      'name',
      'trainable',
      'dtype',
      'momentum',
      'kernel_initializer',
      'batch_shape',
      'rate',
      'noise_shape',
      'seed',
    ]);
    const settings = layers.flatMap(({ config }) =>
      Object.keys(config).flatMap((key) => (free.has(key) ? [] : [[String(config['name']), key] as const])),
    );
    expect(settings.length).toBeGreaterThan(20);
    const values = fc.constantFrom<unknown>(3, [3, 3], 'other', 'tanh', 0.5, [9]);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...settings), values, async ([name, key], value) => {
        const before = find(structuredClone(layers), name).config[key];
        const same = (a: unknown): string =>
          JSON.stringify([a].flat().every((part, _, all) => part === all[0]) ? [a].flat()[0] : a);
        fc.pre(same(before) !== same(value));
        await expect(
          sequential(set(name, { [key]: value }), NORMALISED),
          `${name}.${key} = ${JSON.stringify(value)}`,
        ).rejects.toMatchObject({
          code: 'invalid-weights',
        });
      }),
      { numRuns: 150 },
    );
  });
});
