import { LabError } from '#shared/errors/errors';
import type { Shape } from '#shared/networks/layer';

import type { KerasLayer, KerasWeight } from '../keras/read-h5';
import type { NumpyArray } from './npy';
import { readNpz } from './read-npz';

/** Filters and number of convolutions of each block (Simonyan & Zisserman 2014, configuration E). */
const BLOCKS = [
  { filters: 64, convolutions: 2 },
  { filters: 128, convolutions: 2 },
  { filters: 256, convolutions: 4 },
  { filters: 512, convolutions: 4 },
  { filters: 512, convolutions: 4 },
] as const;
const IMAGE_CHANNELS = 3;
const KERNEL_SIZE = 3;

/** The parameters of the 16 convolutions. */
export const VGG19_CONVOLUTION_PARAMETERS = 20_024_384;

/**
 * What the weights expect of an image: pixels 0…255, not scaled, their channels in the order blue, green, red, each
 * less its mean over ImageNet. Keras calls it "caffe" (`imagenet_utils.preprocess_input`).
 */
export const VGG19_IMAGE_CONVENTION = { channels: 'BGR', means: [103.939, 116.779, 123.68] } as const;

/**
 * Reads VGG19's ImageNet convolutions from an .npz of 8-bit tensors: `block1_conv1_kernel` is uint8
 * [height, width, in, out], `block1_conv1_kernel__scale_min` two float64, and weight = value × scale + min.
 * For images of `VGG19_IMAGE_CONVENTION`.
 * @returns the 16 layers in the network's order, each with its kernel and its bias
 * @throws LabError `invalid-weights` where a tensor is missing or has another shape
 */
export async function readVgg19Imagenet(path: string): Promise<readonly KerasLayer[]> {
  const arrays = await readNpz(path);
  const layers: KerasLayer[] = [];
  let channels = IMAGE_CHANNELS;
  for (const [block, { filters, convolutions }] of BLOCKS.entries()) {
    for (let convolution = 1; convolution <= convolutions; convolution++) {
      const name = `block${block + 1}_conv${convolution}`;
      const kernel: Shape = [KERNEL_SIZE, KERNEL_SIZE, channels, filters];
      layers.push({
        name,
        weights: [
          dequantise(path, arrays, { layer: name, role: 'kernel', shape: kernel }),
          dequantise(path, arrays, { layer: name, role: 'bias', shape: [filters] }),
        ],
      });
      channels = filters;
    }
  }
  return layers;
}

interface Wanted {
  readonly layer: string;
  readonly role: 'kernel' | 'bias';
  readonly shape: Shape;
}

function dequantise(
  file: string,
  arrays: ReadonlyMap<string, NumpyArray>,
  { layer, role, shape }: Wanted,
): KerasWeight {
  const name = `${layer}_${role}`;
  const quantised = arrays.get(name);
  const range = arrays.get(`${name}__scale_min`);
  if (!(quantised?.values instanceof Uint8Array) || shapeText(quantised.shape) !== shapeText(shape)) {
    throw refusal(file, `${describe(quantised)} for ${name}; expected uint8 values of shape ${shapeText(shape)}`);
  }
  const [scale, min] = range?.values instanceof Float64Array ? range.values : [];
  const isFloat32 = (value: number): boolean => Number.isFinite(Math.fround(value));
  const isRange = scale !== undefined && min !== undefined && isFloat32(min) && isFloat32(scale * 255 + min);
  if (!isRange || range?.values.length !== 2) {
    throw refusal(
      file,
      `${describe(range)} for ${name}__scale_min; expected two float64, scale and minimum, that give finite weights`,
    );
  }
  const weightOf = Float32Array.from({ length: 256 }, (_, value) => value * scale + min);
  const values = new Float32Array(quantised.values.length);
  for (let index = 0; index < values.length; index++) values[index] = weightOf[quantised.values[index] ?? 0] ?? 0;
  return { name: `${layer}/${role}`, shape, values };
}

function refusal(file: string, what: string): LabError {
  return new LabError(
    'invalid-weights',
    `${file} has ${what}. Choose the file of VGG19's ImageNet weights that came with the lab's data.`,
  );
}

function describe(array: NumpyArray | undefined): string {
  return array === undefined
    ? 'no array'
    : `${array.values.constructor.name.replace('Array', '').toLowerCase()} values of shape ${shapeText(array.shape)}`;
}

function shapeText(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}
