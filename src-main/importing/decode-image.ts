import type { Tensor } from '@tensorflow/tfjs-node';

import { LabError } from '#shared/errors/errors';

import type { Tensorflow } from '../engine/tensorflow';
import { decodeBmp } from './bmp';
import { imageRefusal, type DecodedImage } from './decoded-image';
import { firstFrame } from './first-frame';
import type { ImageFormat, ImageHeader } from './image-header';
import { decodeNetpbm } from './netpbm';

/**
 * Decodes a picture with libtensorflow, which reads PNG, JPEG (CMYK too) and GIF: the process has it anyhow, it gives
 * the same bits in the window and on the command line, and nothing else has to be shipped. 16 bits become 8; of a film
 * the first picture is taken.
 * @param side of the square that it is for: a JPEG that is much larger is decoded to a half, a quarter or an eighth of its size
 * @throws LabError `invalid-request` where it is damaged; the text follows its name
 */
export function decodeImage(tf: Tensorflow, bytes: Uint8Array, header: ImageHeader, side: number): DecodedImage {
  const { format } = header;
  if (format === 'netpbm') return decodeNetpbm(bytes);
  if (format === 'bmp') return decodeBmp(bytes);
  let tensor: Tensor;
  try {
    tensor = decoded(tf, bytes, header, format, side);
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw imageRefusal(`could not be decoded: ${reasonOf(error)}`);
  }
  try {
    const [height = 0, width = 0, channels = 0] = tensor.shape.slice(-3);
    if (channels < 1 || channels > 4) throw imageRefusal(`has ${channels} channels`);
    return {
      width,
      height,
      channels: channels as DecodedImage['channels'],
      pixels: tensor.dataSync<'int32'>(),
    };
  } finally {
    tensor.dispose();
  }
}

function decoded(
  tf: Tensorflow,
  bytes: Uint8Array,
  header: ImageHeader,
  format: Exclude<ImageFormat, 'netpbm' | 'bmp'>,
  side: number,
): Tensor {
  const { decodePng, decodeJpeg, decodeGif } = tf.node;
  switch (format) {
    case 'png':
      return decodePng(bytes, 0);
    case 'gif':
      return decodeGif(firstFrame(bytes));
    case 'jpeg':
      return decodeJpeg(bytes, header.isGrey ? 1 : 3, ratioFor(header, side));
  }
}

/** At least one and a half times the side is left, so that what is resized afterwards has no steps. */
function ratioFor({ width, height }: ImageHeader, side: number): number {
  const shorter = Math.min(width, height);
  return [8, 4, 2].find((ratio) => shorter / ratio >= 1.5 * side) ?? 1;
}

/** Without the names of operations that no user has heard of. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const [first = ''] = text.split('\n');
  return first.replace(/\s*\[Op:\w+\]\s*$/, '').slice(0, 200);
}
