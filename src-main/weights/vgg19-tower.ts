import { open } from 'node:fs/promises';

import { LabError } from '#shared/errors/errors';
import type { WeightPlan } from '#shared/networks/layer';
import { vgg19Tower } from '#shared/networks/vgg19';

import type { NamedTensor } from '#shared/networks/named-tensor';
import { compareOperations } from '../formats/keras/compare-operations';
import { innerLayers, leafLayersOf } from '../formats/keras/leaf-layers';
import { describedOperations, plannedOperations } from '../formats/keras/operations';
import { readKerasH5, type KerasFile, type KerasLayer } from '../formats/keras/read-h5';
import { readVgg19Imagenet } from '../formats/npz/vgg19-imagenet';

/** Any size that fits: the convolutions are the same for all. */
const IMAGE_SHAPE = [32, 32, 3];

/**
 * Reads weights for VGG19's tower from a Keras .h5 file, by the names of its layers (`block1_conv1` …), whatever else
 * the file holds; or from the .npz of 8-bit tensors.
 * @param tower the scope of the weights' names
 * @returns kernel and bias of the 16 convolutions, in the network's order
 * @throws LabError `invalid-weights`, also for a file that cannot be opened
 */
export async function readVgg19Tower(path: string, tower = 'tower'): Promise<readonly NamedTensor[]> {
  const given = (await isZip(path)) ? await readVgg19Imagenet(path) : await readTower(path);
  const weightOf = findWeights(path, given);
  return vgg19Tower(tower, IMAGE_SHAPE).flatMap(({ layer, weights }) =>
    weights.map(({ name, role, shape }) => ({ name, shape, values: weightOf(layer.name, role, shape) })),
  );
}

async function readTower(path: string): Promise<readonly KerasLayer[]> {
  const file = await readKerasH5(path);
  refuseOtherTower(file);
  return file.layers;
}

/**
 * Where a file describes its model, the layers from the tower's first to its last must be those of the tower: the same
 * kernels with another activation between them are no VGG19.
 */
function refuseOtherTower({ name, model }: KerasFile): void {
  if (model === null) return;
  const tower = vgg19Tower('tower', IMAGE_SHAPE).filter(({ layer }) => layer.kind !== 'flatten');
  const known = new Set(tower.map(({ layer }) => layer.name));
  const described = innerLayers(model);
  const first = described.findIndex((layer) => known.has(layer.name));
  const last = described.findLastIndex((layer) => known.has(layer.name));
  // that one is missing altogether is told with its weights
  if (first === -1) return;
  const operations = described.slice(first, last + 1).flatMap(describedOperations);
  const problem = compareOperations(
    operations,
    tower.flatMap((layer) => plannedOperations('VGG19', layer)),
  );
  if (problem === null) return;
  throw new LabError(
    'invalid-weights',
    `${name} describes another network: ${problem}. Choose Keras's file of VGG19 without its top.`,
  );
}

function findWeights(
  path: string,
  layers: readonly KerasLayer[],
): (layer: string, role: WeightPlan['role'], shape: WeightPlan['shape']) => Float32Array {
  // a layer of a model inside the model is called "vgg19/block1_conv1"
  const leaves = leafLayersOf({ name: path, kerasVersion: null, layers, model: null }).flatMap((layer) => layer.leaves);
  const byName = new Map(leaves.map((leaf) => [leaf.name.slice(leaf.name.lastIndexOf('/') + 1), leaf]));
  return (name, role, shape) => {
    const layer = byName.get(name);
    const weight = layer?.weights.find((candidate) => candidate.role === role);
    const wanted = `a ${role} of shape [${shape.join(', ')}] in ${name}`;
    if (layer === undefined) throw refusal(path, `no layer ${name}`, wanted);
    if (weight?.shape.join() !== shape.join()) {
      const received = weight === undefined ? `no ${role}` : `a ${role} of shape [${weight.shape.join(', ')}]`;
      throw refusal(path, `${received} in ${name}`, wanted);
    }
    return weight.values;
  };
}

function refusal(path: string, received: string, expected: string): LabError {
  return new LabError(
    'invalid-weights',
    `${path} has ${received}; expected ${expected}. Choose Keras's file of VGG19 without its top, ` +
      'or one whose layers have the same names.',
  );
}

/** By its first bytes, whatever it is called. A file that cannot be read is left to whoever says so better. */
async function isZip(path: string): Promise<boolean> {
  const handle = await open(path).catch(() => null);
  if (handle === null) return false;
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.readUInt32LE(0) === 0x04034b50;
  } finally {
    await handle.close();
  }
}
