import type { PlannedWeight, WeightTarget } from '#main/formats/keras/match';
import { decodeKerasH5, type KerasFile } from '#main/formats/keras/read-h5';

import { functional, madeConv, madeKerasH5, type MadeFile, type MadeLayer } from './keras-files';

export async function made(file: MadeFile): Promise<KerasFile> {
  return decodeKerasH5('model.h5', await madeKerasH5(file));
}

/** Kernel and bias of a layer of a plan. */
export function planned(layer: string, kernel: readonly number[]): readonly PlannedWeight[] {
  return [
    { name: `${layer}/kernel`, role: 'kernel', shape: kernel },
    { name: `${layer}/bias`, role: 'bias', shape: kernel.slice(-1) },
  ];
}

export function tower(name: string): readonly PlannedWeight[] {
  return [...planned(`${name}/conv`, [2, 2, 3, 4]), ...planned(`${name}/dense`, [16, 5])];
}

export const PLAIN: WeightTarget = { towers: [tower('tower')], joint: planned('joint/classes', [5, 2]) };
export const SIAMESE: WeightTarget = {
  towers: [tower('tower-a'), tower('tower-b')],
  joint: planned('joint/classes', [10, 2]),
};

export const CONV = [2, 2, 3, 4];
/** Two towers as Keras lists them: by depth. Their names tell nothing, and begin where others ended. */
export const INTERLEAVED: readonly MadeLayer[] = [
  { name: 'x' },
  { name: 'y' },
  madeConv('conv_7', CONV, 100),
  madeConv('conv_2', CONV, 200),
  { name: 'flatten_7' },
  { name: 'flatten_2' },
  madeConv('dense_7', [16, 5], 300),
  madeConv('dense_2', [16, 5], 400),
  { name: 'both' },
  madeConv('dense_9', [10, 2], 500),
];
export const DESCRIBED = functional(
  ['x', 'y'],
  [
    ['Conv2D', 'conv_7', ['x']],
    ['Conv2D', 'conv_2', ['y']],
    ['Flatten', 'flatten_7', ['conv_7']],
    ['Flatten', 'flatten_2', ['conv_2']],
    ['Dense', 'dense_7', ['flatten_7']],
    ['Dense', 'dense_2', ['flatten_2']],
    ['Concatenate', 'both', ['dense_7', 'dense_2']],
    ['Dense', 'dense_9', ['both']],
  ],
);
