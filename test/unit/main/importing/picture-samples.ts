import { crc32, deflateSync } from 'node:zlib';

export interface PngParts {
  readonly width: number;
  readonly height: number;
  /** 0 grey, 2 colours, 3 palette, 4 grey and alpha, 6 colours and alpha. */
  readonly colourType: number;
  readonly depth?: number;
  /** Three bytes a colour. */
  readonly palette?: readonly number[];
  /** The rows as they are packed, without their filter bytes. */
  readonly rows: readonly (readonly number[])[];
}

/** A PNG by the book, byte by byte. */
export function makePng({ width, height, colourType, depth = 8, palette, rows }: PngParts): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colourType], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    ...(palette === undefined ? [] : [chunk('PLTE', Buffer.from(palette))]),
    chunk('IDAT', deflateSync(Buffer.from(rows.flatMap((row) => [0, ...row])))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
}

/** A grey PNG of one shade. */
export function greyPng(side: number, shade: number): Buffer {
  const row = Array.from({ length: side }, () => shade);
  return makePng({ width: side, height: side, colourType: 0, rows: Array.from({ length: side }, () => row) });
}

export interface GifFrame {
  readonly left?: number;
  readonly top?: number;
  readonly width: number;
  readonly height: number;
  /** Places in the palette, 0 to 3. */
  readonly pixels: readonly number[];
  readonly transparent?: number;
  /** A table of its own, of four colours. */
  readonly palette?: readonly number[];
}

/** A GIF of four colours, animated where it has several frames. */
export function makeGif(
  width: number,
  height: number,
  palette: readonly number[],
  frames: readonly GifFrame[],
): Buffer {
  const parts = [Buffer.from('GIF89a', 'latin1'), words(width, height), Buffer.from([0x81, 0, 0, ...palette])];
  if (frames.length > 1) {
    parts.push(Buffer.from([0x21, 0xff, 11]), Buffer.from('NETSCAPE2.0', 'latin1'), Buffer.from([3, 1, 0, 0, 0]));
  }
  for (const frame of frames) {
    const isSeeThrough = frame.transparent !== undefined;
    parts.push(
      Buffer.from([0x21, 0xf9, 4, isSeeThrough ? 1 : 0, 10, 0, frame.transparent ?? 0, 0]),
      Buffer.from([0x2c]),
      words(frame.left ?? 0, frame.top ?? 0, frame.width, frame.height),
      Buffer.from([frame.palette === undefined ? 0 : 0x81, ...(frame.palette ?? [])]),
      Buffer.from([2, ...subBlocks(lzw(frame.pixels))]),
    );
  }
  return Buffer.concat([...parts, Buffer.from([0x3b])]);
}

const words = (...values: readonly number[]): Buffer =>
  Buffer.from(values.flatMap((value) => [value & 255, value >> 8]));

/** Codes of three bits, of which the table is cleared before it would need a fourth. */
function lzw(pixels: readonly number[]): number[] {
  const [clear, end] = [4, 5];
  const codes = pixels.flatMap((pixel, index) => (index % 2 === 0 ? [clear, pixel] : [pixel]));
  const bytes: number[] = [];
  [...codes, end].forEach((code, index) => {
    const bit = index * 3;
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | ((code << (bit & 7)) & 255);
    if ((bit & 7) > 5) bytes[(bit >> 3) + 1] = code >> (8 - (bit & 7));
  });
  return bytes;
}

/** In short blocks, so that there are several of them. */
function subBlocks(bytes: readonly number[]): number[] {
  const blocks: number[] = [];
  for (let at = 0; at < bytes.length; at += 5) {
    const block = bytes.slice(at, at + 5);
    blocks.push(block.length, ...block);
  }
  return [...blocks, 0];
}

export interface BmpParts {
  readonly width: number;
  /** Negative where the highest row comes first. */
  readonly height: number;
  readonly bits: number;
  /** Four bytes a colour: blue, green, red, nothing. */
  readonly palette?: readonly number[];
  /** As the rows lie in the file, padded. */
  readonly rows: readonly number[];
  readonly packing?: number;
  /** What stands behind the first forty bytes of the header: masks of bits. */
  readonly fields?: readonly number[];
}

export function makeBmp({ width, height, bits, palette = [], rows, packing = 0, fields = [] }: BmpParts): Buffer {
  const size = 40 + 4 * fields.length;
  const header = Buffer.alloc(14 + size);
  const at = header.length + palette.length;
  header.write('BM', 'latin1');
  header.writeUInt32LE(at + rows.length, 2);
  header.writeUInt32LE(at, 10);
  header.writeUInt32LE(size, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(bits, 28);
  header.writeUInt32LE(packing, 30);
  fields.forEach((field, place) => header.writeUInt32LE(field, 54 + 4 * place));
  return Buffer.concat([header, Buffer.from(palette), Buffer.from(rows)]);
}

/** A JPEG with an EXIF block that says how the camera was held. */
export function withOrientation(jpeg: Uint8Array, orientation: number, isLittle = true): Buffer {
  const tiff = Buffer.alloc(26);
  const word = (value: number, at: number): number =>
    isLittle ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const long = (value: number, at: number): number =>
    isLittle ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  tiff.write(isLittle ? 'II' : 'MM', 'latin1');
  word(42, 2);
  long(8, 4);
  // one entry: the orientation (0x0112), a short, one of them
  word(1, 8);
  word(0x0112, 10);
  word(3, 12);
  long(1, 14);
  word(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const segment = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, body, jpeg.subarray(2)]);
}
