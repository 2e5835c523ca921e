import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { matchKerasWeights } from '#main/formats/keras/match';
import { readVgg19Imagenet, VGG19_CONVOLUTION_PARAMETERS } from '#main/formats/npz/vgg19-imagenet';
import { sizeOf } from '#shared/networks/layer';

import { temporaryFolder } from '../../datasets/temporary-folder';
import { arrayOf, madeZip } from './npz-files';

const dataFolder = process.env['SIAMESE_LAB_DATA'] ?? '';
const realFile = join(dataFolder, 'vgg19-imagenet-conv-u8.npz');

describe.skipIf(dataFolder === '')('VGG19’s ImageNet weights (needs SIAMESE_LAB_DATA to name their folder)', () => {
  it('are 16 convolutions of 20,024,384 parameters, in the network’s order', async () => {
    const layers = await readVgg19Imagenet(realFile);
    expect(layers.map(({ name }) => name)).toEqual(
      [2, 2, 4, 4, 4].flatMap((convolutions, block) =>
        Array.from({ length: convolutions }, (_, index) => `block${block + 1}_conv${index + 1}`),
      ),
    );
    expect(layers[0]?.weights.map(({ name, shape }) => [name, shape])).toEqual([
      ['block1_conv1/kernel', [3, 3, 3, 64]],
      ['block1_conv1/bias', [64]],
    ]);
    expect(layers[15]?.weights.map(({ shape }) => shape)).toEqual([[3, 3, 512, 512], [512]]);
    const weights = layers.flatMap((layer) => layer.weights);
    expect(weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0)).toBe(VGG19_CONVOLUTION_PARAMETERS);
    expect(weights.every(({ shape, values }) => values.length === sizeOf(shape))).toBe(true);
  });

  it('are what NumPy makes of the same file', async () => {
    const layers = await readVgg19Imagenet(realFile);
    const kernel = layers[0]?.weights[0]?.values ?? new Float32Array();
    expect([...kernel.subarray(0, 3)]).toEqual([0.33936575055122375, 0.09426826238632202, 0.018853651359677315]);
    expect(kernel.reduce((sum, value) => sum + value, 0)).toBeCloseTo(-3.4926394084468484, 9);
    const bias = layers[15]?.weights[1]?.values ?? new Float32Array();
    expect(bias.reduce((sum, value) => sum + value, 0)).toBeCloseTo(88.21992848813534, 9);
  });

  it('can be held against a plan as the layers of a Keras file can', async () => {
    const layers = await readVgg19Imagenet(realFile);
    const tower = layers.flatMap(({ weights }, index) =>
      weights.map(({ shape }, weight) => ({
        name: `tower/conv${index + 1}/${weight === 0 ? 'kernel' : 'bias'}`,
        role: weight === 0 ? ('kernel' as const) : ('bias' as const),
        shape,
      })),
    );
    const file = { name: 'vgg19', kerasVersion: null, layers, model: null };
    const tensors = matchKerasWeights(file, { towers: [tower], joint: [] });
    expect(tensors.map(({ name }) => name)).toEqual(tower.map(({ name }) => name));
    expect(tensors[31]?.values).toBe(layers[15]?.weights[1]?.values);
  });
});

describe('a file of other weights', () => {
  const kernel = arrayOf(new Uint8Array(3 * 3 * 3 * 64), [3, 3, 3, 64]);
  const range = arrayOf(Float64Array.of(0.5, -1), [2]);

  it.each<[string, readonly (readonly [string, Uint8Array])[], string]>([
    ['no kernel', [], 'has no array for block1_conv1_kernel; expected uint8 values of shape [3, 3, 3, 64]'],
    [
      'another shape',
      [['block1_conv1_kernel.npy', arrayOf(new Uint8Array(4), [2, 2])]],
      'has uint8 values of shape [2, 2] for block1_conv1_kernel',
    ],
    [
      'numbers that are not 8-bit',
      [['block1_conv1_kernel.npy', arrayOf(new Float32Array(1728), [3, 3, 3, 64])]],
      'has float32 values of shape [3, 3, 3, 64] for block1_conv1_kernel',
    ],
    ['no range', [['block1_conv1_kernel.npy', kernel]], 'has no array for block1_conv1_kernel__scale_min'],
    [
      'a range that is none',
      [
        ['block1_conv1_kernel.npy', kernel],
        ['block1_conv1_kernel__scale_min.npy', arrayOf(Float64Array.of(Number.NaN, 0), [2])],
      ],
      'expected two float64, scale and minimum, that give finite weights',
    ],
    [
      'a range beyond what a weight can be',
      [
        ['block1_conv1_kernel.npy', kernel],
        ['block1_conv1_kernel__scale_min.npy', arrayOf(Float64Array.of(1e300, 0), [2])],
      ],
      'expected two float64, scale and minimum, that give finite weights',
    ],
    [
      'no bias',
      [
        ['block1_conv1_kernel.npy', kernel],
        ['block1_conv1_kernel__scale_min.npy', range],
      ],
      'has no array for block1_conv1_bias',
    ],
  ])('is refused: %s', async (_, members, message) => {
    const path = join(await temporaryFolder(), 'vgg.npz');
    await writeFile(path, madeZip(members));
    await expect(readVgg19Imagenet(path)).rejects.toMatchObject({
      code: 'invalid-weights',
      message: expect.stringContaining(message),
    });
  });
});
