import { describe, expect, it } from 'vitest';

import { matchKerasWeights } from '#main/formats/keras/match';

import { functional, madeConv, type MadeLayer } from './keras-files';
import { CONV, DESCRIBED, INTERLEAVED, made, PLAIN, SIAMESE } from './match-cases';

describe('a Keras file of another network', () => {
  const conv = madeConv('conv2d_8', CONV);
  const dense = madeConv('dense_4', [16, 5]);

  it.each<[string, readonly MadeLayer[], string]>([
    [
      'another shape',
      [conv, madeConv('dense_4', [25, 5]), madeConv('dense_5', [5, 2])],
      'layer 2 of those with weights, "dense_4" (dense), has a kernel of shape [25, 5]; expected [16, 5] for ' +
        'tower/dense/kernel. The file has 1 conv2d, 2 dense, the network 1 conv2d, 2 dense. Choose the file of such a network',
    ],
    [
      'another kind',
      [conv, madeConv('conv2d_9', CONV), madeConv('dense_5', [5, 2])],
      'layer 2 of those with weights, "conv2d_9", is conv2d [2, 2, 3, 4] [4]; expected tower/dense (dense) [16, 5] [5]. ' +
        'The file has 2 conv2d, 1 dense, the network 1 conv2d, 2 dense.',
    ],
    [
      'a layer fewer',
      [conv, dense],
      'it ends before layer 3 of those with weights; expected joint/classes (dense) [5, 2] [2]',
    ],
    [
      'a layer more',
      [conv, dense, madeConv('dense_5', [5, 2]), madeConv('dense_6', [2, 2])],
      'it goes on with "dense_6" (dense) [2, 2] [2]; expected its end after 3 layers with weights',
    ],
    [
      'no bias',
      [{ name: 'c', weights: [{ name: 'c/kernel:0', shape: CONV }] }, dense],
      'layer 1 of those with weights, "c" (conv2d), has no bias; expected [4] for tower/conv/bias',
    ],
    [
      'a weight more',
      [{ ...conv, weights: [...(conv.weights ?? []), { name: 'conv2d_8/extra:0', shape: [4] }] }, dense],
      'layer 1 of those with weights, "conv2d_8" (conv2d), has the weights [2, 2, 3, 4] [4] [4]; expected [2, 2, 3, 4] [4] for tower/conv',
    ],
    ['no layers at all', [], 'it ends before layer 1 of those with weights'],
  ])('is refused: %s', async (_, layers, message) => {
    const file = await made({ layers });
    expect(() => matchKerasWeights(file, PLAIN)).toThrow(
      expect.objectContaining({
        code: 'invalid-weights',
        message: expect.stringContaining(`model.h5 does not fit the network: ${message}`),
      }),
    );
  });

  it('is refused where it has one tower and the network two, and the other way round', async () => {
    const siamese = await made({ layers: INTERLEAVED, config: DESCRIBED });
    expect(() => matchKerasWeights(siamese, PLAIN)).toThrow(
      'it has 2 + 2 layers in towers and 1 behind them; expected 2 layers in towers. ' +
        'The file has 2 conv2d, 3 dense, the network 1 conv2d, 2 dense.',
    );
    const plain = await made({ layers: [conv, dense, madeConv('dense_5', [5, 2])] });
    expect(() => matchKerasWeights(plain, SIAMESE)).toThrow('expected tower-b/conv (conv2d) [2, 2, 3, 4] [4]');
  });

  it('is refused where it joins its towers in another order than that of its inputs', async () => {
    const config: unknown = JSON.parse(
      JSON.stringify(DESCRIBED).replace(
        '[["dense_7",0,0,{}],["dense_2",0,0,{}]]',
        '[["dense_2",0,0,{}],["dense_7",0,0,{}]]',
      ),
    );
    const file = await made({ layers: INTERLEAVED, config });
    expect(() => matchKerasWeights(file, SIAMESE)).toThrow(
      'joins its towers in both in another order than that of its inputs (x, y)',
    );
  });

  it.each([
    [{ strides: [2, 2] }, 'has strides of [2,2]; expected 1 for tower/conv'],
    [{ dilation_rate: [2, 2] }, 'has dilation_rate of [2,2]; expected 1'],
    [{ groups: 2 }, 'has groups of [2]; expected 1'],
    [{ data_format: 'channels_first' }, 'takes channels first; expected channels last'],
  ])('is refused for what its shapes do not show: %j', async (settings, message) => {
    const config = functional(['x'], [['Conv2D', 'conv2d_8', ['x']]], settings);
    const file = await made({ layers: [conv, dense, madeConv('dense_5', [5, 2])], config });
    expect(() => matchKerasWeights(file, PLAIN)).toThrow(message);
  });

  it('is refused where its description turns in circles, or goes on without measure', async () => {
    const circle = functional(
      ['x', 'y'],
      [
        ['Conv2D', 'conv_7', ['dense_7']],
        ['Dense', 'dense_7', ['conv_7']],
      ],
    );
    const file = await made({ layers: INTERLEAVED, config: circle });
    expect(() => matchKerasWeights(file, SIAMESE)).toThrow('does not fit the network');
    const names = Array.from({ length: 1_990 }, (_, index) => `l${index}`);
    const backwards = functional(
      ['x', 'y'],
      names.map((name, index) => ['Dense', name, [names[index + 1] ?? 'x']] as const),
    );
    const long = await made({ layers: [madeConv('l0', [5, 5])], config: backwards });
    expect(() => matchKerasWeights(long, SIAMESE)).toThrow('does not fit the network');
  });
});
