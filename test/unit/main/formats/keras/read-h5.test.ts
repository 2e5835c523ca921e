import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { Group } from 'h5wasm';
import { describe, expect, it } from 'vitest';

import { decodeKerasH5, readKerasH5 } from '#main/formats/keras/read-h5';

import { temporaryFolder } from '../../datasets/temporary-folder';
import { madeConv, madeHdf5, madeKerasH5, writeNames, type MadeLayer, type MadeWeight } from './keras-files';

const LAYERS: readonly MadeLayer[] = [
  { name: 'zebra_input' },
  madeConv('zebra', [3, 3, 3, 2]),
  { name: 'flatten' },
  madeConv('ant', [8, 2], 5),
];

/**
 * What h5wasm cannot write: a float16 [2, 2], a big-endian float32 [2] and a big-endian float64 [2], by h5py 3 as
 * `np.array([[1.5, -2], [6e-8, 65504]], 'f2')`, `np.array([1.5, 2], '>f4')` and `np.array([1.5, 2], '>f8')`. gzip, base64.
 */
const OTHER_NUMBERS = [
  'H4sIAAAAAAACA+v0cHHj5ZLiYgABDg4GFgYBBmTwHwoSRFD5MPkEKM0IpTug9AommDgzWE4CKi4ANV+BGVV/SJCrK0j1fzQAs8eB',
  'DUJzMIyCkQg8XB0DQHQEPB1BwAkmVHWJaOnRg0J7BaE2oadrHgYHqD08wDQpwZCTWJlaFJ+XmJtaDBYXZoS4gZGREcU9jBjuxJ4/',
  'OthJyx8/BEbzx2j+QOQPBSj9ghVVXQaUTkqF0Clo6dKCRHuD/fxdGIG6YemugRnVvBVQ/gnW0TgippxBDy9EOcMLLmfKUzPTM0oQ',
  'BQ2onGFCKmeg2uF0BjCmU8D6WSFxwgiLHw0IzQQRgBWjuGhmoN0glYIK/FAxAQYuVgYufqg8K9B1IHkmJoiBHNASjZnxBwf2kqli',
  'YAPcjuEAsDSttj/AAA5h+x/QdsZoUhwFo2AUjIJRMAqGLYC0W5nh/UgHIfzqYf2zAGH86mCtnBfsIyMcMduVkJCCtUdxtiMV5RlY',
  'oD0VcQ4G8XqC7UgGTuztyI5hEh72UJ85MJhwM5j8ZyYUHhycqCMhgzM8AMjq4ixgFAAA',
].join('');

const one = (weight: Omit<MadeWeight, 'name'>): readonly MadeLayer[] => [
  { name: 'dense', weights: [{ name: 'dense/kernel:0', ...weight }] },
];

describe('a Keras HDF5 file', () => {
  it('gives layers and weights in the model’s order, not in that of their names', async () => {
    const config = { class_name: 'Sequential', config: { name: 'model', layers: [] } };
    const file = await decodeKerasH5('model.h5', await madeKerasH5({ layers: LAYERS, config }));
    expect(file.kerasVersion).toBe('2.6.0');
    expect(file.model?.className).toBe('Sequential');
    expect(file.layers.map(({ name }) => name)).toEqual(['zebra_input', 'zebra', 'flatten', 'ant']);
    expect(file.layers.map(({ weights }) => weights.map(({ name, shape }) => [name, shape]))).toEqual([
      [],
      [
        ['zebra/kernel:0', [3, 3, 3, 2]],
        ['zebra/bias:0', [2]],
      ],
      [],
      [
        ['ant/kernel:0', [8, 2]],
        ['ant/bias:0', [2]],
      ],
    ]);
    expect(file.layers[3]?.weights[0]?.values).toEqual(Float32Array.from({ length: 16 }, (_, index) => 5 + index));
  });

  it('may hold weights alone', async () => {
    const file = await decodeKerasH5('weights.h5', await madeKerasH5({ layers: LAYERS }));
    expect(file.model).toBeNull();
    expect(file.layers).toHaveLength(4);
  });

  it('is read from disk', async () => {
    const path = join(await temporaryFolder(), 'model.h5');
    await writeFile(path, await madeKerasH5({ layers: LAYERS }));
    expect((await readKerasH5(path)).layers).toHaveLength(4);
  });

  it('may hold float64, and gzip, and names that are not ASCII', async () => {
    const weights = [
      { name: 'wieża/kernel:0', shape: [2, 3], dtype: '<d' },
      { name: 'wieża/bias:0', shape: [3], gzip: true },
    ] as const;
    const { layers } = await decodeKerasH5('m.h5', await madeKerasH5({ layers: [{ name: 'wieża', weights }] }));
    expect(layers).toEqual([
      {
        name: 'wieża',
        weights: [
          { name: 'wieża/kernel:0', shape: [2, 3], values: Float32Array.of(0, 1, 2, 3, 4, 5) },
          { name: 'wieża/bias:0', shape: [3], values: Float32Array.of(0, 1, 2) },
        ],
      },
    ]);
  });

  it('may hold float16, and numbers whose bytes go the other way', async () => {
    const { layers } = await decodeKerasH5('m.h5', gunzipSync(Buffer.from(OTHER_NUMBERS, 'base64')));
    expect(layers[0]?.weights.map(({ name, values }) => [name, ...values])).toEqual([
      ['h', 1.5, -2, 2 ** -24, 65504],
      ['be', 1.5, 2],
      ['d', 1.5, 2],
    ]);
  });

  it('may split a long list of names', async () => {
    const bytes = await madeHdf5((file) => {
      writeNames(file, 'layer_names0', ['a', 'b']);
      writeNames(file, 'layer_names1', ['c']);
      for (const name of ['a', 'b', 'c']) writeNames(file.create_group(name), 'weight_names', []);
    });
    expect((await decodeKerasH5('m.h5', bytes)).layers.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('keeps weights that belong to no layer, and leaves out an empty list of them', async () => {
    const withWeights = (weights: readonly MadeWeight[]): Promise<Uint8Array> =>
      madeKerasH5({
        layers: LAYERS,
        edit: (file) => {
          const group = file.create_group('top_level_model_weights');
          writeNames(
            group,
            'weight_names',
            weights.map(({ name }) => name),
          );
          for (const { name } of weights) group.create_dataset({ name, data: [1, 2.5] });
        },
      });
    expect((await decodeKerasH5('m.h5', await withWeights([]))).layers).toHaveLength(4);
    const { layers } = await decodeKerasH5('m.h5', await withWeights([{ name: 'scale', shape: [2] }]));
    expect(layers[4]?.weights[0]?.values).toEqual(Float32Array.of(1, 2.5));
  });
});

describe('a file that is none, or is broken', () => {
  it.each([
    ['text', Buffer.from('layer,weights\n'), 'model.h5 is a text file; expected a Keras model in HDF5'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'model.h5 is a PNG picture; expected'],
    ['nothing', new Uint8Array(), 'is an empty file'],
    ['a .keras file', Buffer.from('PK\u0003\u0004 …'), 'is a zip archive, as a .keras file is'],
  ])('is refused: %s', async (_, bytes, reason) => {
    await expect(decodeKerasH5('model.h5', bytes)).rejects.toMatchObject({
      code: 'invalid-weights',
      message: expect.stringContaining(reason),
    });
  });

  it('is refused where it is not there', async () => {
    await expect(readKerasH5(join(await temporaryFolder(), 'none.h5'))).rejects.toMatchObject({
      code: 'invalid-weights',
      message: expect.stringContaining('none.h5 could not be opened'),
    });
  });

  it('is refused where it is Keras 3’s .weights.h5, which tells no order', async () => {
    const bytes = await madeHdf5((file) => file.create_group('layers').create_group('dense'));
    await expect(decodeKerasH5('m.weights.h5', bytes)).rejects.toThrow('is a Keras 3 .weights.h5 file');
  });

  it.each<[string, (file: Group) => void, string]>([
    ['no list of layers', (file) => file.create_group('a'), 'has no list of layers'],
    ['a layer that is not there', (file) => writeNames(file, 'layer_names', ['a']), 'has no group a'],
    ['numbers for names', (file) => file.create_attribute('layer_names', [1, 2]), 'does not hold text'],
    ['a layer twice', (file) => writeNames(file, 'layer_names', ['a', 'a']), 'lists the layer a twice'],
    [
      'a weight that is not there',
      (file) => {
        writeNames(file, 'layer_names', ['a']);
        writeNames(file.create_group('a'), 'weight_names', ['a/kernel:0']);
      },
      'the data set a/a/kernel:0 is missing; expected one for each weight of its list',
    ],
    [
      'a path without end',
      (file) => {
        writeNames(file, 'layer_names', ['a']);
        writeNames(file.create_group('a'), 'weight_names', ['x/'.repeat(40)]);
      },
      'has 42 parts',
    ],
    [
      'a description that is no JSON',
      (file) => {
        writeNames(file, 'layer_names', []);
        file.create_attribute('model_config', '{"class_name": NaN');
      },
      'is not JSON',
    ],
  ])('is refused: %s', async (_, write, reason) => {
    await expect(decodeKerasH5('m.h5', await madeHdf5(write))).rejects.toMatchObject({
      code: 'invalid-weights',
      message: expect.stringContaining(reason),
    });
  });

  it('is refused where a weight is no floating-point number', async () => {
    const bytes = await madeKerasH5({ layers: one({ shape: [2, 2], dtype: '<i' }) });
    await expect(decodeKerasH5('m.h5', bytes)).rejects.toThrow(
      'dense/dense/kernel:0 holds something else; expected float16, float32 or float64 numbers',
    );
  });

  it.each([Number.NaN, Infinity])('is refused where a weight is %d', async (first) => {
    const bytes = await madeKerasH5({ layers: [madeConv('conv', [1, 1, 1, 2], first)] });
    await expect(decodeKerasH5('m.h5', bytes)).rejects.toThrow(
      `the data set conv/conv/kernel:0 has ${first} at place 0; expected finite numbers`,
    );
  });

  it('never crashes with anything but a LabError, wherever a byte is wrong or the file ends', async () => {
    const bytes = await madeKerasH5({ layers: LAYERS });
    const outcomes = { read: 0, refused: 0 };
    for (let at = 0; at < bytes.length; at += 97) {
      const wrong = bytes.slice();
      wrong[at] = (wrong[at] ?? 0) ^ 0xff;
      for (const file of [wrong, bytes.subarray(0, at)]) {
        await decodeKerasH5('m.h5', file).then(
          () => (outcomes.read += 1),
          (error: unknown) => {
            expect(error).toMatchObject({ name: 'LabError', code: 'invalid-weights' });
            outcomes.refused += 1;
          },
        );
      }
    }
    expect(outcomes.refused).toBeGreaterThan(50);
    // and the library still works
    expect((await decodeKerasH5('m.h5', bytes)).layers).toHaveLength(4);
  });
});

describe('a file that asks for much', () => {
  it('is refused before it is read, where it is too large', async () => {
    const path = join(await temporaryFolder(), 'large.h5');
    await writeFile(path, await madeKerasH5({ layers: LAYERS }));
    await expect(readKerasH5(path, { fileBytes: 1000 })).rejects.toThrow('expected 1,000 at most');
  });

  it('is refused where its weights would need more than the limit together', async () => {
    const bytes = await madeKerasH5({ layers: LAYERS });
    const needed = 4 * (54 + 2 + 16 + 2);
    expect((await decodeKerasH5('m.h5', bytes, { dataBytes: needed })).layers).toHaveLength(4);
    await expect(decodeKerasH5('m.h5', bytes, { dataBytes: needed - 1 })).rejects.toThrow(
      `would need 8 bytes; expected ${needed - 1} at most in all`,
    );
  });

  it('is refused where a small file claims more numbers than it can hold', async () => {
    const bytes = await madeKerasH5({
      layers: one({ shape: [2] }),
      edit: (file) => {
        writeNames(file.create_group('bomb'), 'weight_names', ['all']);
        const group = file.get('bomb');
        if (!(group instanceof Group)) throw new Error('The group was not made.');
        const all = group.create_dataset({
          name: 'all',
          data: [1, 2],
          dtype: '<f',
          chunks: [2],
          maxshape: [null],
          compression: 'gzip',
        });
        // 80 MB of zeros that nobody ever wrote
        all.resize([20_000_000]);
        file.delete_attribute('layer_names');
        writeNames(file, 'layer_names', ['bomb']);
      },
    });
    await expect(decodeKerasH5('m.h5', bytes)).rejects.toThrow(
      'bomb/all of shape [20000000] would need 80,000,000 bytes; expected',
    );
  });

  it('is refused where its lists of names are too long together', async () => {
    const bytes = await madeHdf5((file) => {
      for (const part of [0, 1]) {
        file.create_attribute(`layer_names${part}`, new Array<string>(40_000).fill('a'), [40_000], 'S1');
      }
    });
    await expect(decodeKerasH5('m.h5', bytes)).rejects.toThrow(
      'there are 80,000 texts of 80,000 bytes; expected 65,536',
    );
  });

  it('is refused where its texts are too long together, of one length or of many', async () => {
    const names = ['a', 'a longer name', 'b'];
    const ofOneLength = await madeHdf5((file) => writeNames(file, 'layer_names', names));
    const ofMany = await madeHdf5((file) => file.create_attribute('layer_names', names));
    for (const bytes of [ofOneLength, ofMany]) {
      await expect(decodeKerasH5('m.h5', bytes, { textBytes: 14 })).rejects.toThrow(/3 texts of \d+ bytes; expected/);
    }
  });

  it('cannot reach another file', async () => {
    const other = join(await temporaryFolder(), 'other.h5');
    await writeFile(other, await madeKerasH5({ layers: one({ shape: [2] }) }));
    const bytes = await madeHdf5((file) => {
      writeNames(file, 'layer_names', ['dense']);
      file.create_external_link(other, '/dense', 'dense');
    });
    await expect(decodeKerasH5('m.h5', bytes)).rejects.toThrow('has no group dense');
  });
});
