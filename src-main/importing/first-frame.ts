import { imageRefusal } from './decoded-image';

const [EXTENSION, IMAGE, TRAILER] = [0x21, 0x2c, 0x3b];

/**
 * A GIF of the first picture of a GIF alone: a decoder that reads all of a long film would need gigabytes. Blocks as the
 * GIF89a specification has them.
 * @throws LabError `invalid-request` where there is no whole picture; the text follows its name
 */
export function firstFrame(bytes: Uint8Array): Uint8Array {
  let at = 13 + tableBytes(bytes[10]);
  for (;;) {
    const block = bytes[at];
    if (block === EXTENSION) at = afterSubBlocks(bytes, at + 2);
    else if (block === IMAGE) {
      // the descriptor, a table of colours of its own, and the size of the codes
      const end = afterSubBlocks(bytes, at + 10 + tableBytes(bytes[at + 9]) + 1);
      const frame = new Uint8Array(end + 1);
      frame.set(bytes.subarray(0, end));
      frame[end] = TRAILER;
      return frame;
    } else throw imageRefusal('is a GIF without a whole picture');
  }
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
