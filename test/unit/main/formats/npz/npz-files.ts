import { crc32, deflateRawSync } from 'node:zlib';

/** A .npy file as numpy writes it, version 1. */
export function madeNpy(header: string, data: Uint8Array): Uint8Array {
  const text = Buffer.from(`${header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11)}\n`);
  const file = Buffer.concat([Buffer.from([0x93]), Buffer.from('NUMPY'), Buffer.from([1, 0, 0, 0]), text, data]);
  file.writeUInt16LE(text.length, 8);
  return file;
}

export function npyHeader(type: string, shape: readonly number[]): string {
  const sizes = shape.length === 1 ? `${shape[0] ?? 0},` : shape.join(', ');
  return `{'descr': '${type}', 'fortran_order': False, 'shape': (${sizes}), }`;
}

export function arrayOf(
  values: Uint8Array | Int32Array | BigInt64Array | Float32Array | Float64Array,
  shape: readonly number[],
): Uint8Array {
  const types = {
    Uint8Array: '|u1',
    Int32Array: '<i4',
    BigInt64Array: '<i8',
    Float32Array: '<f4',
    Float64Array: '<f8',
  };
  const type = Object.entries(types).find(([name]) => name === values.constructor.name)?.[1] ?? '';
  return madeNpy(npyHeader(type, shape), new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

export interface ZipOptions {
  readonly deflate?: boolean;
  readonly comment?: string;
  /** Changes a member's entry in the central directory. */
  readonly edit?: (entry: Buffer, index: number) => void;
}

/** A zip archive, byte by byte from APPNOTE.TXT. */
export function madeZip(
  members: readonly (readonly [name: string, bytes: Uint8Array])[],
  { deflate = false, comment = '', edit }: ZipOptions = {},
): Uint8Array {
  const parts: Uint8Array[] = [];
  const entries: Buffer[] = [];
  let position = 0;
  for (const [index, [name, bytes]] of members.entries()) {
    const packed = deflate ? deflateRawSync(bytes) : bytes;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(deflate ? 8 : 0, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const entry = Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, Buffer.alloc(14)]);
    entry.writeUInt32LE(position, 42);
    edit?.(entry, index);
    entries.push(Buffer.concat([entry, Buffer.from(name)]));
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), packed]);
    parts.push(local);
    position += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(position, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...parts, directory, end, Buffer.from(comment)]);
}
