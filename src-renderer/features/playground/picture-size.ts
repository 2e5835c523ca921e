/** Width and height of a picture, in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Where the first chunk of a PNG, IHDR, has its two numbers: https://www.w3.org/TR/png-3/#11IHDR */
const PNG_SIZE_AT = 16;
/** Markers of JPEG, ITU-T T.81, B.1.1.3: those of frames hold the size; what stands between has no length. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

/**
 * What the header of a PNG or JPEG file says of its size, so that it can be judged before it is decoded.
 * @param bytes the file, or so much of its beginning as holds the header
 * @returns null where it is no such file, or its header is not among the bytes
 */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (PNG.every((byte, index) => bytes[index] === byte)) {
    if (bytes.length < PNG_SIZE_AT + 8) return null;
    return { width: view.getUint32(PNG_SIZE_AT), height: view.getUint32(PNG_SIZE_AT + 4) };
  }
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? jpegSize(view) : null;
}

function jpegSize(view: DataView): PictureSize | null {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    // bytes that fill up before a marker
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (FRAMES.has(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (marker === START_OF_SCAN || marker === END_OF_IMAGE) return null;
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}
