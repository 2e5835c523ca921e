import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeKerasH5 } from '#main/formats/keras/read-h5';
import { leafLayersOf } from '#main/formats/keras/leaf-layers';
import { arrange } from '#main/formats/keras/branches';
import { decodeNpy } from '#main/formats/npz/npy';
import { decodeNpz } from '#main/formats/npz/read-npz';
import { decodeSafetensors, encodeSafetensors } from '#main/formats/safetensors';
import { sizeOf } from '#shared/networks/layer';

import { fuzzRuns } from '../../shared/hostile-values';
import { damagedFiles, expectRefusal } from '../hostile-bytes';
import { functional, madeConv, madeHdf5, madeKerasH5 } from '../formats/keras/keras-files';
import { arrayOf, madeZip } from '../formats/npz/npz-files';

/** What a file that is taken for whole must be. */
function expectSound(
  tensors: Iterable<{ readonly shape: readonly number[]; readonly values: ArrayLike<unknown> }>,
): void {
  for (const { shape, values } of tensors) expect(values.length).toBe(sizeOf(shape));
}

/** Damaged files are refused with the words of `invalid-weights`, or hold what they say. */
function survives(files: readonly Uint8Array[], runs: number, read: (file: Uint8Array) => void): void {
  fc.assert(
    fc.property(damagedFiles(files), (file) => {
      try {
        read(file);
      } catch (error) {
        expectRefusal(error, ['invalid-weights']);
      }
    }),
    { numRuns: fuzzRuns(runs) },
  );
}

describe('a damaged file of weights is refused or whole:', () => {
  it('safetensors', () => {
    const tensors = [
      {
        name: 'tower/conv1/kernel',
        shape: [2, 2, 1, 3],
        values: Float32Array.from({ length: 12 }, (_, index) => index),
      },
      { name: 'labels', shape: [5], values: Uint8Array.of(1, 2, 3, 4, 5) },
      { name: 'partners', shape: [2, 1], values: Uint32Array.of(7, 8) },
    ];
    const files = [encodeSafetensors(tensors, { run: '7' }), encodeSafetensors([], {})];
    survives(files, 10_000, (file) => expectSound(decodeSafetensors(file).tensors));
  });

  it('.npy', () => {
    const files = [arrayOf(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]), arrayOf(Float64Array.of(1), [1])];
    survives(files, 10_000, (file) => expectSound([decodeNpy('weights', file)]));
  });

  it('.npz', () => {
    const members = [
      ['kernel.npy', arrayOf(new Uint8Array(64), [8, 8])],
      ['bias.npy', arrayOf(Float64Array.of(1, 2), [2])],
    ] as const;
    const files = [madeZip(members), madeZip(members, { deflate: true, comment: 'a comment' })];
    survives(files, 10_000, (file) => expectSound(decodeNpz('weights.npz', file, { dataBytes: 1e6 }).values()));
  });

  it('.h5', async () => {
    const layers = [madeConv('conv_a', [2, 2, 1, 2]), madeConv('conv_b', [2, 2, 1, 2]), madeConv('classes', [4, 3])];
    const config = functional(
      ['first', 'second'],
      [
        ['Conv2D', 'conv_a', ['first']],
        ['Conv2D', 'conv_b', ['second']],
        ['Concatenate', 'joined', ['conv_a', 'conv_b']],
        ['Dense', 'classes', ['joined']],
      ],
    );
    const zipped = { name: 'kernel:0', shape: [8, 8], gzip: true };
    const files = [
      await madeKerasH5({ layers, config }),
      await madeKerasH5({
        layers: [{ name: 'dense', weights: [zipped, { name: 'bias:0', shape: [8], dtype: '<d' }] }],
      }),
      await madeHdf5((file) => file.create_attribute('layer_names', ['dense'], [1])),
    ];
    const limits = { fileBytes: 1e6, dataBytes: 1e6 };
    const whole = files[0] ?? new Uint8Array();
    await fc.assert(
      fc.asyncProperty(damagedFiles(files), async (file) => {
        try {
          const read = await decodeKerasH5('weights.h5', file, limits);
          expectSound(read.layers.flatMap(({ weights }) => weights));
          leafLayersOf(read);
          arrange(read);
        } catch (error) {
          expectRefusal(error, ['invalid-weights']);
        }
        // the library is one for all files of a process: what one did to it, the next would meet
        expect((await decodeKerasH5('whole.h5', whole, limits)).layers).toHaveLength(3);
      }),
      { numRuns: fuzzRuns(1000) },
    );
  });
});
