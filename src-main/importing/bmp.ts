import { imageRefusal, type DecodedImage } from './decoded-image';

const [PLAIN, BIT_FIELDS] = [0, 3];
/** Red, green, blue and alpha of four bytes in the order in which nearly every program writes them. */
const USUAL_FIELDS = [0x00ff0000, 0x0000ff00, 0x000000ff];
const ALPHA_FIELD = 0xff000000;

/** @throws LabError `invalid-request` for one that is cut off, or is of a rare kind; the text follows its name */
export function bmpSize(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  const { width, height } = headerOf(viewOf(bytes));
  return { width, height };
}

/**
 * Decodes a BMP of 1, 4, 8, 24 or 32 bits a pixel that is not compressed, as Microsoft's description of BITMAPINFOHEADER has
 * it. libtensorflow takes the places in a palette for shades, and the unused byte of a pixel for its transparency.
 * @throws LabError `invalid-request` for one that is cut off, or is of a rare kind; the text follows its name
 */
export function decodeBmp(bytes: Uint8Array): DecodedImage {
  const view = viewOf(bytes);
  const { width, height, isUpsideDown, bits, hasAlpha, palette, at } = headerOf(view);
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (bytes.length - at < stride * height) throw imageRefusal('ends before its last pixel');
  const channels = hasAlpha ? 4 : 3;
  const pixels = new Uint8Array(width * height * channels);
  for (let row = 0; row < height; row++) {
    const begin = at + (isUpsideDown ? height - 1 - row : row) * stride;
    for (let column = 0; column < width; column++) {
      const from = bits > 8 ? begin + column * (bits / 8) : palette + 4 * placeIn(bytes, begin, column, bits);
      const to = (row * width + column) * channels;
      // a place that the palette has not is black
      if (bits <= 8 && from + 4 > at) continue;
      // blue comes first
      for (let channel = 0; channel < 3; channel++) pixels[to + channel] = bytes[from + 2 - channel] ?? 0;
      if (hasAlpha) pixels[to + 3] = bytes[from + 3] ?? 0;
    }
  }
  return { width, height, channels, pixels };
}

interface Header {
  readonly width: number;
  readonly height: number;
  /** As nearly all are: the lowest row comes first. */
  readonly isUpsideDown: boolean;
  readonly bits: number;
  readonly hasAlpha: boolean;
  /** Where the colours are, four bytes each. */
  readonly palette: number;
  /** Where the rows begin. */
  readonly at: number;
}

function viewOf(bytes: Uint8Array): DataView {
  if (bytes.length < 54) throw imageRefusal('ends before its header does');
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function headerOf(view: DataView): Header {
  const size = view.getUint32(14, true);
  const [bits, packing] = [view.getUint16(28, true), view.getUint32(30, true)];
  const fields = USUAL_FIELDS.every(
    (field, place) => 58 + 4 * place <= view.byteLength && view.getUint32(54 + 4 * place, true) === field,
  );
  const isKnown =
    packing === PLAIN ? [1, 4, 8, 24, 32].includes(bits) : packing === BIT_FIELDS && bits === 32 && fields;
  if (size < 40 || !isKnown) {
    throw imageRefusal(`is a BMP of ${bits} bits a pixel (kind ${packing}) that is not read; save it as PNG`);
  }
  const [width, height] = [view.getInt32(18, true), view.getInt32(22, true)];
  if (width < 1 || height === 0) throw imageRefusal(`has ${width} × ${height} pixels`);
  return {
    width,
    height: Math.abs(height),
    isUpsideDown: height > 0,
    bits,
    // without bit fields the fourth byte is not used
    hasAlpha: packing === BIT_FIELDS && size >= 56 && view.byteLength >= 70 && view.getUint32(66, true) === ALPHA_FIELD,
    palette: 14 + size,
    at: view.getUint32(10, true),
  };
}

/** Of a pixel in the palette; the highest bits come first. */
function placeIn(bytes: Uint8Array, begin: number, column: number, bits: number): number {
  const bit = column * bits;
  return ((bytes[begin + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & (2 ** bits - 1);
}
