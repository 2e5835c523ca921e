import { LabError } from '#shared/errors/errors';
import { sizeOf, type Shape } from '#shared/networks/layer';

/** An array in memory, row-major. */
export interface NumpyArray {
  readonly shape: Shape;
  readonly values: Uint8Array | Int32Array | BigInt64Array | Float32Array | Float64Array;
}

// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const VERSION_AT = 6;
const HEADER_LENGTH_AT = 8;
const MOST_HEADER_BYTES = 65_536;
const MOST_DIMENSIONS = 32;
/** What numpy writes: a Python dictionary with these three keys in this order, padded with spaces. */
const HEADER =
  /^\{'descr': '(?<type>[^']{1,16})', 'fortran_order': (?<fortran>True|False), 'shape': \((?<shape>[\d, ]*)\), ?\} *\n$/;

const READERS: Readonly<Record<string, { bytes: number; read: (buffer: ArrayBuffer) => NumpyArray['values'] }>> = {
  '|u1': { bytes: 1, read: (buffer) => new Uint8Array(buffer) },
  '<i4': { bytes: 4, read: (buffer) => new Int32Array(buffer) },
  '<i8': { bytes: 8, read: (buffer) => new BigInt64Array(buffer) },
  '<f4': { bytes: 4, read: (buffer) => new Float32Array(buffer) },
  '<f8': { bytes: 8, read: (buffer) => new Float64Array(buffer) },
};

/**
 * Reads one array in NumPy's .npy format, versions 1 to 3: uint8, int32, int64, float32 or float64, little-endian and
 * row-major. Its values are a copy.
 * @param name of the array, for messages
 * @throws LabError `invalid-weights`
 */
export function decodeNpy(name: string, file: Uint8Array): NumpyArray {
  const refuse = (received: string, expected: string): never => {
    throw new LabError(
      'invalid-weights',
      `The array ${name} ${received}; expected ${expected}. Save it again: numpy.savez with plain arrays.`,
    );
  };
  if (!MAGIC.every((byte, index) => file[index] === byte)) {
    return refuse('does not begin as a .npy file does', 'the .npy format');
  }
  const version = file[VERSION_AT] ?? 0;
  if (version < 1 || version > 3) return refuse(`is of .npy version ${version}`, 'version 1, 2 or 3');
  const lengthBytes = version === 1 ? 2 : 4;
  const start = HEADER_LENGTH_AT + lengthBytes;
  if (file.length < start) return refuse('ends inside its header', 'a whole file');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerBytes = version === 1 ? view.getUint16(HEADER_LENGTH_AT, true) : view.getUint32(HEADER_LENGTH_AT, true);
  const data = start + headerBytes;
  if (headerBytes > MOST_HEADER_BYTES || data > file.length) {
    return refuse(`has a header of ${headerBytes} bytes`, `${MOST_HEADER_BYTES} at most, and within the file`);
  }
  const header = Buffer.from(file.subarray(start, data)).toString('latin1');
  const { type, fortran, shape: shapeText } = HEADER.exec(header)?.groups ?? {};
  if (type === undefined || shapeText === undefined) {
    return refuse(`has the header ${JSON.stringify(header.slice(0, 120))}`, 'descr, fortran_order and shape');
  }
  const reader = READERS[type];
  if (reader === undefined) return refuse(`holds ${type}`, Object.keys(READERS).join(', '));
  if (fortran === 'True') return refuse('lies in column-major order', 'row-major order (C)');
  const shape = shapeText.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size)]));
  if (shape.length > MOST_DIMENSIONS || !shape.every((size) => Number.isSafeInteger(size))) {
    return refuse(`has the shape (${shapeText})`, `${MOST_DIMENSIONS} whole numbers at most`);
  }
  const bytes = sizeOf(shape) * reader.bytes;
  if (bytes !== file.length - data) {
    return refuse(`has ${file.length - data} bytes of data`, `${bytes} for the shape [${shape.join(', ')}] of ${type}`);
  }
  return { shape, values: reader.read(new Uint8Array(file.subarray(data)).buffer) };
}
