import { imageRefusal, type DecodedImage } from './decoded-image';

/**
 * Decodes a picture of the Netpbm family: PBM (P1, P4), PGM (P2, P5) and PPM (P3, P6), of one or two bytes a value. Formats
 * as their manual pages have them (https://netpbm.sourceforge.net/doc/). Of several pictures in a file the first.
 * @throws LabError `invalid-request` for one that is cut off or is none
 */
export function decodeNetpbm(bytes: Uint8Array): DecodedImage {
  const { kind, width, height, most, at } = headerOf(bytes);
  const channels = kind === 3 || kind === 6 ? 3 : 1;
  // before there is room for them: a few bytes can claim to be a large picture
  demand(bytes, at, leastBytes(kind, width, height, most));
  const pixels = new Uint8Array(width * height * channels);
  if (kind === 4) readBits(bytes, at, width, height, pixels);
  else if (kind >= 5) readBinary(bytes, at, most, pixels);
  else readPlain(bytes, at, kind === 1, most, pixels);
  return { width, height, channels, pixels };
}

interface Header {
  readonly kind: number;
  readonly width: number;
  readonly height: number;
  readonly most: number;
  /** Where the values begin. */
  readonly at: number;
}

export function headerOf(bytes: Uint8Array): Header {
  const kind = (bytes[1] ?? 0) - 0x30;
  if (bytes[0] !== 0x50 || kind < 1 || kind > 6) throw imageRefusal('does not begin as a PBM, PGM or PPM picture does');
  let at = 2;
  const next = (): number => {
    at = skipBlank(bytes, at);
    let value = 0;
    const begun = at;
    while (isDigit(bytes[at])) {
      value = value * 10 + (bytes[at] ?? 0) - 0x30;
      if (value > 1e9) throw imageRefusal('names a size that no picture has');
      at += 1;
    }
    if (at === begun) throw imageRefusal('has no whole header');
    return value;
  };
  const width = next();
  const height = next();
  const most = kind === 1 || kind === 4 ? 1 : next();
  if (width < 1 || height < 1 || most < 1 || most > 65_535)
    throw imageRefusal('names a size or a range that no picture has');
  // a single blank ends the header
  return { kind, width, height, most, at: at + 1 };
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Blanks and comments. */
function skipBlank(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const byte = bytes[at];
    if (byte === 0x23) while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at += 1;
    else if (byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d)) at += 1;
    else return at;
  }
}

/** A bit a pixel, rows padded to whole bytes; 1 is black. */
function readBits(bytes: Uint8Array, at: number, width: number, height: number, pixels: Uint8Array): void {
  const stride = Math.ceil(width / 8);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const byte = bytes[at + row * stride + (column >> 3)] ?? 0;
      pixels[row * width + column] = (byte >> (7 - (column & 7))) & 1 ? 0 : 255;
    }
  }
}

function readBinary(bytes: Uint8Array, at: number, most: number, pixels: Uint8Array): void {
  const size = most > 255 ? 2 : 1;
  for (let index = 0; index < pixels.length; index++) {
    const place = at + index * size;
    const value = size === 1 ? (bytes[place] ?? 0) : (bytes[place] ?? 0) * 256 + (bytes[place + 1] ?? 0);
    pixels[index] = scaled(value, most);
  }
}

function readPlain(bytes: Uint8Array, from: number, isBitmap: boolean, most: number, pixels: Uint8Array): void {
  let at = from;
  for (let index = 0; index < pixels.length; index++) {
    at = skipBlank(bytes, at);
    let value = 0;
    const begun = at;
    // the bits of a bitmap need no blanks between them
    while (isDigit(bytes[at]) && !(isBitmap && at > begun)) {
      value = value * 10 + (bytes[at] ?? 0) - 0x30;
      at += 1;
    }
    if (at === begun) throw imageRefusal('ends before its last pixel');
    pixels[index] = isBitmap ? (value === 0 ? 255 : 0) : scaled(value, most);
  }
}

function scaled(value: number, most: number): number {
  return most === 255 ? value : Math.round((Math.min(value, most) * 255) / most);
}

/** Of the values: of those in plain text a digit each, with a blank between them other than in a bitmap. */
function leastBytes(kind: number, width: number, height: number, most: number): number {
  const values = width * height * (kind === 3 || kind === 6 ? 3 : 1);
  if (kind === 1) return values;
  if (kind === 4) return Math.ceil(width / 8) * height;
  if (kind < 4) return 2 * values - 1;
  return most > 255 ? 2 * values : values;
}

function demand(bytes: Uint8Array, at: number, needed: number): void {
  if (bytes.length - at < needed) throw imageRefusal('ends before its last pixel');
}
