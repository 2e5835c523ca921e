import { imageRefusal } from './decoded-image';
import { MOST_PIXELS } from './image-header';

const [EXTENSION, IMAGE, TRAILER, CONTROL] = [0x21, 0x2c, 0x3b, 0xf9];
const GLOBAL_TABLE = 13;

/**
 * A GIF of the first picture of a GIF alone: a decoder that reads all of a long film would need gigabytes. Blocks as the
 * GIF89a specification has them. It lies at the corner, as libtensorflow takes one that does not for black; what is
 * transparent becomes white.
 * @throws LabError `invalid-request` where there is no whole picture, or one of too many pixels; the text follows its name
 */
export function firstFrame(bytes: Uint8Array): Uint8Array {
  let transparent: number | null = null;
  let at = GLOBAL_TABLE + tableBytes(bytes[10]);
  for (;;) {
    const block = bytes[at];
    if (block === EXTENSION) {
      if (bytes[at + 1] === CONTROL && ((bytes[at + 3] ?? 0) & 1) === 1) transparent = bytes[at + 6] ?? null;
      at = afterSubBlocks(bytes, at + 2);
    } else if (block === IMAGE) return frameAt(bytes, at, transparent);
    else throw imageRefusal('is a GIF without a whole picture');
  }
}

/** The screen and its colours, and the picture behind them: no extension is needed any more. */
function frameAt(bytes: Uint8Array, at: number, transparent: number | null): Uint8Array {
  const [width, height] = [5, 7].map((place) => (bytes[at + place] ?? 0) + 256 * (bytes[at + place + 1] ?? 0));
  if ((width ?? 0) * (height ?? 0) > MOST_PIXELS) throw imageRefusal(`has a picture of ${width} × ${height} pixels`);
  const own = tableBytes(bytes[at + 9]);
  // the descriptor, a table of colours of its own, and the size of the codes
  const end = afterSubBlocks(bytes, at + 10 + own + 1);
  const before = GLOBAL_TABLE + tableBytes(bytes[10]);
  const frame = new Uint8Array(before + end - at + 1);
  frame.set(bytes.subarray(0, before));
  frame.set(bytes.subarray(at, end), before);
  frame.fill(0, before + 1, before + 5);
  frame[frame.length - 1] = TRAILER;
  const [table, size] = own > 0 ? [before + 10, own] : [GLOBAL_TABLE, before - GLOBAL_TABLE];
  if (transparent !== null && 3 * transparent < size)
    frame.fill(255, table + 3 * transparent, table + 3 * transparent + 3);
  return frame;
}

/** Of a table of colours, by the byte that says whether there is one. */
function tableBytes(packed = 0): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0;
}

function afterSubBlocks(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const length = bytes[at];
    if (length === undefined || at + length >= bytes.length)
      throw imageRefusal('is cut off before the end of its first picture');
    at += 1 + length;
    if (length === 0) return at;
  }
}
