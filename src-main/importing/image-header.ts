import { imageSize } from 'image-size';

import { fileKind } from '#shared/basics/file-kind';

import { bmpSize } from './bmp';
import { imageRefusal } from './decoded-image';
import { headerOf } from './netpbm';

/** What a picture's first bytes say of it, before anything of it is decoded. */
export interface ImageHeader {
  readonly format: ImageFormat;
  readonly width: number;
  readonly height: number;
  /** As EXIF counts them: 1 is upright. */
  readonly orientation: number;
  /** Whether it can hold no colour at all. */
  readonly isGrey: boolean;
}

export const IMAGE_FORMATS = ['png', 'jpeg', 'gif', 'bmp', 'netpbm'] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

/** A picture of more would need gigabytes to be decoded: a file of a few bytes can claim to be one. */
export const MOST_PIXELS = 100_000_000;
const MOST_SIDE = 65_500;
const LEAST_BYTES = 26;

/**
 * @param bytes the whole file: a JPEG may have its size anywhere
 * @throws LabError `invalid-request` for what is no picture, or one that the lab does not read; the text follows its name
 */
export function imageHeader(bytes: Uint8Array): ImageHeader {
  const format = formatOf(bytes);
  const header = headerIn(bytes, format);
  const { width, height } = header;
  if (width < 1 || height < 1) throw imageRefusal(`has ${width} × ${height} pixels`);
  if (width > MOST_SIDE || height > MOST_SIDE || width * height > MOST_PIXELS) {
    throw imageRefusal(`has ${width} × ${height} pixels, and ${MOST_PIXELS / 1e6} million are the most that are read`);
  }
  return header;
}

function headerIn(bytes: Uint8Array, format: ImageFormat): ImageHeader {
  if (format === 'netpbm') return netpbmHeader(bytes);
  if (format === 'bmp') return { format, ...bmpSize(bytes), orientation: 1, isGrey: false };
  return sizedHeader(bytes, format);
}

function formatOf(bytes: Uint8Array): ImageFormat {
  if (bytes.length === 0) throw imageRefusal('is empty');
  if (bytes[0] === 0x50 && (bytes[1] ?? 0) >= 0x31 && (bytes[1] ?? 0) <= 0x36) return 'netpbm';
  const { name, words } = fileKind(bytes);
  const format = IMAGE_FORMATS.find((known) => known === name);
  if (format !== undefined) return format;
  throw imageRefusal(`is ${words}, and not a PNG, JPEG, GIF, BMP, PBM, PGM or PPM picture`);
}

function netpbmHeader(bytes: Uint8Array): ImageHeader {
  const { kind, width, height } = headerOf(bytes);
  return { format: 'netpbm', width, height, orientation: 1, isGrey: kind !== 3 && kind !== 6 };
}

function sizedHeader(bytes: Uint8Array, format: 'png' | 'jpeg' | 'gif'): ImageHeader {
  try {
    // no whole picture is as short, and of a shorter one that would be read which lies behind it in memory
    if (bytes.length < LEAST_BYTES) throw new RangeError('too short');
    const { width, height, orientation = 1 } = imageSize(bytes);
    return { format, width, height, orientation, isGrey: isGrey(bytes, format) };
  } catch {
    throw imageRefusal('is cut off or damaged: its size could not be read');
  }
}

function isGrey(bytes: Uint8Array, format: ImageFormat): boolean {
  // the colour type of IHDR: 0 grey, 4 grey and alpha (PNG, 11.2.1)
  if (format === 'png') return bytes[25] === 0 || bytes[25] === 4;
  return format === 'jpeg' && jpegComponents(bytes) === 1;
}

/** The number of components in the first frame header (ITU-T T.81, B.2.2); 0 where there is none. */
function jpegComponents(bytes: Uint8Array): number {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return bytes[at + 9] ?? 0;
    at += marker === 0xff ? 1 : 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
  }
  return 0;
}
