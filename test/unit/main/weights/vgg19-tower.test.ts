import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';
import { planNetwork } from '#shared/networks/index';
import { weightsOf } from '#shared/networks/plan';
import { vgg19Tower } from '#shared/networks/vgg19';
import { completeNetwork } from '#shared/experiment/experiment';
import { readVgg19Tower } from '#main/weights/vgg19-tower';
import { readNpz } from '#main/formats/npz/read-npz';

import { temporaryFolder } from '../datasets/temporary-folder';
import { madeConv, madeKerasH5, type MadeLayer } from '../formats/keras/keras-files';

const dataFolder = process.env['SIAMESE_LAB_DATA'] ?? '';

/** The 16 convolutions as Keras names them, each with values that start at its place. */
const LAYERS: readonly MadeLayer[] = vgg19Tower('tower', [32, 32, 3])
  .filter(({ weights }) => weights.length > 0)
  .map(({ layer, weights }, place) => madeConv(layer.name, weights[0]?.shape ?? [], place));

async function fileOf(layers: readonly MadeLayer[]): Promise<string> {
  const path = join(await temporaryFolder(), 'weights.h5');
  await writeFile(path, await madeKerasH5({ layers }));
  return path;
}

/** A description of the whole tower, with its settings changed. */
function describedTower(change: (layers: { class_name: string; config: Record<string, unknown> }[]) => void): unknown {
  const layers = vgg19Tower('tower', [32, 32, 3]).map(({ layer }) =>
    layer.kind === 'conv2d'
      ? { class_name: 'Conv2D', config: { name: layer.name, kernel_size: [3, 3], padding: 'same', activation: 'relu' } }
      : { class_name: layer.kind === 'flatten' ? 'Flatten' : 'MaxPooling2D', config: { name: layer.name } },
  );
  change(layers);
  return { class_name: 'Sequential', config: { name: 'vgg19', layers } };
}

async function refusalOf(layers: readonly MadeLayer[]): Promise<string> {
  const refusal: unknown = await readVgg19Tower(await fileOf(layers)).catch((error: unknown) => error);
  return refusal instanceof LabError ? `${refusal.code}: ${refusal.message}` : 'nothing was refused';
}

describe('a Keras file of VGG19', () => {
  it('gives each convolution its weights by the name of the layer', async () => {
    // in another order, and with a layer more
    const file = await fileOf([...LAYERS].reverse().concat({ name: 'predictions', weights: [] }));
    const tensors = await readVgg19Tower(file);
    const plan = planNetwork(completeNetwork({ kind: 'vgg19' }), DATASETS.get('cifar10'));
    const wanted = weightsOf(plan).filter(({ name }) => name.startsWith('tower/'));
    expect(tensors.map(({ name, shape }) => [name, shape])).toEqual(wanted.map(({ name, shape }) => [name, shape]));
    expect(tensors.map(({ values }) => values[0])).toEqual(LAYERS.flatMap((_, place) => [place, 1000 + place]));
  });

  it('is refused where it describes another network, before its weights are looked at', async () => {
    const path = join(await temporaryFolder(), 'weights.h5');
    const refusal = async (change: Parameters<typeof describedTower>[0]): Promise<unknown> => {
      await writeFile(path, await madeKerasH5({ layers: [], config: describedTower(change) }));
      return readVgg19Tower(path).catch((error: unknown) => (error instanceof LabError ? error.message : error));
    };
    expect(await refusal(() => undefined)).toContain('has no layer block1_conv1');
    expect(await refusal((layers) => Object.assign(layers[3]?.config ?? {}, { activation: 'elu' }))).toContain(
      '"block2_conv1" has the activation elu; expected relu, as VGG19/block2_conv1 has',
    );
    const normalisation = { class_name: 'BatchNormalization', config: { name: 'bn' } };
    expect(await refusal((layers) => layers.splice(1, 0, normalisation))).toContain(
      '"bn" is BatchNormalization; expected Conv2D',
    );
  });

  it('is refused where a layer is missing, or has another shape', async () => {
    const [first, ...others] = LAYERS;
    expect(await refusalOf(others.slice(0, 1))).toMatch(
      /^invalid-weights: .*weights\.h5 has no layer block1_conv1; expected a kernel of shape \[3, 3, 3, 64\] in block1_conv1\./,
    );
    expect(await refusalOf([madeConv(first?.name ?? '', [3, 3, 1, 64])])).toContain(
      'has a kernel of shape [3, 3, 1, 64] in block1_conv1; expected a kernel of shape [3, 3, 3, 64]',
    );
  });
});

it('a file that is not there, or is something else, is refused', async () => {
  const folder = await temporaryFolder();
  await expect(readVgg19Tower(join(folder, 'none.h5'))).rejects.toMatchObject({ code: 'invalid-weights' });
  await writeFile(join(folder, 'text.npz'), 'no weights');
  await expect(readVgg19Tower(join(folder, 'text.npz'))).rejects.toMatchObject({ code: 'invalid-weights' });
});

it.skipIf(dataFolder === '')('the 8-bit file gives value × scale + minimum (needs SIAMESE_LAB_DATA)', async () => {
  const path = join(dataFolder, 'vgg19-imagenet-conv-u8.npz');
  const tensors = await readVgg19Tower(path);
  const arrays = await readNpz(path);
  const [scale = 0, minimum = 0] = Array.from(arrays.get('block4_conv3_kernel__scale_min')?.values ?? [], Number);
  const quantised = arrays.get('block4_conv3_kernel')?.values ?? [];
  const kernel = tensors.find(({ name }) => name === 'tower/block4_conv3/kernel')?.values ?? new Float32Array();
  for (const place of [0, 1, 1000, kernel.length - 1]) {
    expect(kernel[place]).toBe(Math.fround(Number(quantised[place]) * scale + minimum));
  }
});
