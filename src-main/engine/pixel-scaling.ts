import { assertNever } from '#shared/errors/errors';
import type { InputScaling } from '#shared/experiment/experiment';

import type { ImageSet } from '../datasets/dataset';
import { VGG19_IMAGE_CONVENTION } from '../formats/npz/vgg19-imagenet';

/** Over all pixel values 0…255 of the images that are trained on, whatever their channel. */
export interface PixelStatistics {
  readonly mean: number;
  /** Of the whole population, as NumPy's `std`. */
  readonly deviation: number;
}

/** Keeps a set of one single grey from dividing by 0. The notebooks' value. */
const EPSILON = 1e-7;
const VALUES = 256;

/**
 * Mean and standard deviation of some images of a set, in double precision: values are counted, so that the order and
 * the number of the pixels cost no digits.
 * @param used indices into the set, one at least
 */
export function pixelStatistics({ images, count }: ImageSet, used: Uint32Array): PixelStatistics {
  const size = images.length / count;
  const seen = new Float64Array(VALUES);
  for (const image of used) {
    for (const value of images.subarray(image * size, (image + 1) * size)) seen[value] = (seen[value] ?? 0) + 1;
  }
  const total = used.length * size;
  const mean = seen.reduce((sum, times, value) => sum + times * value, 0) / total;
  const variance = seen.reduce((sum, times, value) => sum + times * (value - mean) ** 2, 0) / total;
  return { mean, deviation: Math.sqrt(variance) };
}

/** What a scaling has to know of the images that are trained on; undefined where it needs nothing. */
export function statisticsFor(scaling: InputScaling, set: ImageSet, used: Uint32Array): PixelStatistics | undefined {
  return scaling === 'standardised' ? pixelStatistics(set, used) : undefined;
}

/** How pixels become the network's input: for each channel of the input the channel it is read from, and a table. */
export interface PixelTables {
  /** The image's channel behind each channel of the input. */
  readonly sources: Uint8Array;
  /** [channels, 256]: what each pixel value becomes, by the channel of the input. */
  readonly values: Float32Array;
}

/**
 * @param channels of the images
 * @param statistics for *standardised*, and for no other
 * @throws RangeError where the images, or what is known of them, do not suit the scaling
 */
export function pixelTables(
  scaling: InputScaling,
  channels: number,
  statistics: PixelStatistics | undefined,
): PixelTables {
  const scale = scaleOf(scaling, channels, statistics);
  const isReversed = scaling === 'imagenet';
  return {
    sources: Uint8Array.from({ length: channels }, (_, channel) => (isReversed ? channels - 1 - channel : channel)),
    values: Float32Array.from({ length: channels * VALUES }, (_, place) =>
      scale(place % VALUES, Math.floor(place / VALUES)),
    ),
  };
}

function scaleOf(
  scaling: InputScaling,
  channels: number,
  statistics: PixelStatistics | undefined,
): (value: number, channel: number) => number {
  switch (scaling) {
    case 'unit':
      return (value) => value / 255;
    case 'standardised': {
      if (statistics === undefined) {
        throw new RangeError('Received no mean and deviation; expected those of the training images, to standardise.');
      }
      const { mean, deviation } = statistics;
      return (value) => (value - mean) / (deviation + EPSILON);
    }
    case 'imagenet': {
      const { means } = VGG19_IMAGE_CONVENTION;
      if (channels !== means.length) {
        throw new RangeError(
          `Received images of ${channels} channels for the scaling imagenet; expected red, green and blue. ` +
            'Choose another scaling, or a dataset of colour images.',
        );
      }
      return (value, channel) => value - (means[channel] ?? 0);
    }
    default:
      return assertNever(scaling);
  }
}
