import { ready } from 'h5wasm';

import { LabError } from '#shared/errors/errors';
import { FILE_KIND_BYTES, fileKind } from '#shared/basics/file-kind';
import { sizeOf, type Shape } from '#shared/networks/layer';

import { float16ToFloat32 } from './float16';

type Library = Awaited<typeof ready>;

export interface Hdf5Limits {
  /** The most bytes that a file may have. */
  readonly fileBytes: number;
  /** The most bytes that all data sets read from one file may have together, unpacked. */
  readonly dataBytes: number;
  /** The most bytes that all texts read from one file may have together: a small file may name one long text many times. */
  readonly textBytes: number;
}

/** An array of numbers, row-major. */
export interface FloatArray {
  readonly shape: Shape;
  readonly values: Float32Array;
}

/** What is read from an open HDF5 file. Paths are `group/group/name`, without a leading slash; '' is the root. */
export interface Hdf5File {
  readonly hasGroup: (path: string) => boolean;
  /** The strings of an attribute of a group; null where there is no such attribute. */
  readonly strings: (path: string, attribute: string) => readonly string[] | null;
  /** A data set of float16, float32 or float64, as float32. */
  readonly floats: (path: string) => FloatArray;
}

/** The format's first bytes: https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, "Superblock". */
const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
/** They stand at byte 0, 512, 1024, 2048 … */
const FIRST_USER_BLOCK = 512;
const LAST_USER_BLOCK = 1 << 20;

const MOST_PATH_PARTS = 16;
const MOST_STRINGS = 65_536;
/** deflate, shuffle, fletcher32: what h5py writes without plugins, and what never grows beyond its data. */
const KNOWN_FILTERS = new Set([1, 2, 3]);
/** A byte of deflate stands for 1,032 at most (zlib's technical details). */
const MOST_EXPANSION = 1032;
const FLOAT_BYTES = new Set([2, 4, 8]);
const POINTER_BYTES = 4;

const ADVICE = 'Save the model again, in Keras, with model.save("model.h5").';

/**
 * Opens an HDF5 file for as long as `use` takes. The library (the HDF5 C library as WebAssembly) gets its own file
 * system in memory that holds this file and nothing else: no link and no external data set reaches the disk.
 * @param name of the file, for messages
 * @throws LabError `invalid-weights` where it is no HDF5 file, or is broken, or asks for more than the limits
 */
export async function withHdf5<Result>(
  name: string,
  bytes: Uint8Array,
  limits: Hdf5Limits,
  use: (file: Hdf5File) => Result,
): Promise<Result> {
  refuseOtherFormats(name, bytes, limits);
  const library = await ready;
  const path = '/import.h5';
  // HDF5's own errors, which it prints otherwise
  library.activate_throwing_error_handler();
  try {
    library.FS.writeFile(path, bytes);
    const file = library.open(path, library.H5F_ACC_RDONLY, false, -1, -1);
    try {
      return use(openedFile(library, file, name, { limits, fileBytes: bytes.length }));
    } finally {
      library.close_file(file);
    }
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw new LabError(
      'invalid-weights',
      `${name} is damaged: the HDF5 library could not read it to the end. Expected a whole HDF5 file. ${ADVICE}`,
      error instanceof Error ? error.message : String(error),
    );
  } finally {
    library.deactivate_throwing_error_handler();
    if (library.FS.analyzePath(path).exists) library.FS.unlink(path);
  }
}

/** @throws LabError `invalid-weights` */
export function refuseLargeFile(name: string, bytes: number, { fileBytes }: Hdf5Limits): void {
  if (bytes > fileBytes) {
    throw new LabError(
      'invalid-weights',
      `${name} has ${grouped(bytes)} bytes; expected ${grouped(fileBytes)} at most. ` +
        'Save the model without its optimiser: model.save("model.h5", include_optimizer=False).',
    );
  }
}

function refuseOtherFormats(name: string, bytes: Uint8Array, limits: Hdf5Limits): void {
  refuseLargeFile(name, bytes.length, limits);
  if (startsWith(bytes, 0, SIGNATURE)) return;
  for (let start = FIRST_USER_BLOCK; start <= Math.min(bytes.length, LAST_USER_BLOCK); start *= 2) {
    if (startsWith(bytes, start, SIGNATURE)) return;
  }
  const { name: kind, words } = fileKind(bytes.subarray(0, FILE_KIND_BYTES));
  const received = kind === 'zip' ? `${words}, as a .keras file is` : words;
  throw new LabError('invalid-weights', `${name} is ${received}; expected a Keras model in HDF5 (.h5). ${ADVICE}`);
}

interface Bounds {
  readonly limits: Hdf5Limits;
  readonly fileBytes: number;
}

function openedFile(library: Library, file: bigint, name: string, { limits, fileBytes }: Bounds): Hdf5File {
  let dataBytes = 0;
  let texts = 0;
  let textBytes = 0;
  const refusal = (what: string): LabError => new LabError('invalid-weights', `${name}: ${what}`);

  function absolute(path: string): string {
    const parts = path.split('/').length;
    if (parts > MOST_PATH_PARTS) {
      throw refusal(
        `the path ${path.slice(0, 80)}… has ${parts} parts; expected ${MOST_PATH_PARTS} at most. ${ADVICE}`,
      );
    }
    return `/${path}`;
  }

  /** Runs `read` on memory of the library, and takes a copy of what lies there then. */
  function copyOut(length: number, read: (address: bigint) => void, done?: (address: bigint) => void): Uint8Array {
    const address = library._malloc(Math.max(length, 1));
    if (address === 0)
      throw refusal(`one of its data sets needs ${grouped(length)} bytes; expected no more than there are. ${ADVICE}`);
    // so that nothing is taken for a number or a pointer that the library did not write
    library.HEAPU8.fill(0, address, address + length);
    try {
      read(BigInt(address));
      return library.HEAPU8.slice(address, address + length);
    } finally {
      done?.(BigInt(address));
      library._free(address);
    }
  }

  function strings(path: string, attribute: string): readonly string[] | null {
    const where = absolute(path);
    if (!library.get_attribute_names(file, where).includes(attribute)) return null;
    const { shape, total_size: count, size, type, vlen } = library.get_attribute_metadata(file, where, attribute);
    // numpy makes an empty list an array of numbers
    if (shape === null || count === 0) return [];
    if (type !== library.H5T_class_t.H5T_STRING.value) {
      throw refusal(`the attribute ${attribute} of "${path}" does not hold text; expected names. ${ADVICE}`);
    }
    countTexts(attribute, path, { count, bytes: count * size });
    const read = (address: bigint): void => {
      check(library.get_attribute_data(file, where, attribute, address), `the attribute ${attribute}`);
    };
    if (!vlen) return fixedStrings(copyOut(count * size, read), size);
    const found: string[] = [];
    copyOut(
      count * POINTER_BYTES,
      (address) => {
        read(address);
        const start = Number(address);
        const pointers = new Uint32Array(library.HEAPU8.slice(start, start + count * POINTER_BYTES).buffer);
        for (const pointer of pointers) {
          const text = pointer === 0 ? '' : library.UTF8ToString(pointer);
          countTexts(attribute, path, { count: 0, bytes: text.length });
          found.push(text);
        }
      },
      (address) => library.reclaim_vlen_memory(file, where, attribute, address),
    );
    return found;
  }

  /** Holds all that is read of a file together against the limits. */
  function countTexts(attribute: string, path: string, more: { readonly count: number; readonly bytes: number }): void {
    texts += more.count;
    textBytes += more.bytes;
    if (texts <= MOST_STRINGS && textBytes <= limits.textBytes) return;
    throw refusal(
      `with the attribute ${attribute} of "${path}" there are ${grouped(texts)} texts of ${grouped(textBytes)} bytes; ` +
        `expected ${grouped(MOST_STRINGS)} of ${grouped(limits.textBytes)} bytes in all at most. ${ADVICE}`,
    );
  }

  function floats(path: string): FloatArray {
    const where = absolute(path);
    if (library.get_type(file, where) !== library.H5G_DATASET) {
      throw refusal(`the data set ${path} is missing; expected one for each weight of its list. ${ADVICE}`);
    }
    const { shape, size, type, chunks, virtual_sources: sources } = library.get_dataset_metadata(file, where);
    if (sources !== undefined) throw refusal(`the data set ${path} lies in other files; expected it here. ${ADVICE}`);
    if (type !== library.H5T_class_t.H5T_FLOAT.value || !FLOAT_BYTES.has(size) || shape === null) {
      throw refusal(
        `the data set ${path} holds something else; expected float16, float32 or float64 numbers. ${ADVICE}`,
      );
    }
    const filters = library.get_dataset_filters(file, where);
    const other = filters.find(({ id }) => !KNOWN_FILTERS.has(id));
    if (other !== undefined) {
      throw refusal(
        `the data set ${path} is packed with ${other.name || `filter ${other.id}`}; expected gzip or none.`,
      );
    }
    const bytes = sizeOf(shape) * size;
    const chunkBytes = chunks === null ? 0 : sizeOf(chunks) * size;
    const stored = filters.length === 0 ? fileBytes : fileBytes * MOST_EXPANSION;
    dataBytes += bytes;
    if (!(dataBytes <= limits.dataBytes && chunkBytes <= limits.dataBytes && bytes <= stored)) {
      throw refusal(
        `the data set ${path} of shape [${shape.join(', ')}] would need ${grouped(bytes)} bytes; expected ` +
          `${grouped(limits.dataBytes)} at most in all, and no more than a file of ${grouped(fileBytes)} bytes can hold.`,
      );
    }
    const raw = copyOut(bytes, (address) =>
      check(library.get_dataset_data(file, where, null, null, null, address), `the data set ${path}`),
    );
    const values = toFloat32(raw, size);
    const strange = values.findIndex((value) => !Number.isFinite(value));
    if (strange !== -1) {
      throw refusal(
        `the data set ${path} has ${values[strange] ?? Number.NaN} at place ${grouped(strange)}; expected finite numbers ` +
          'alone, as trained weights are. Choose weights of a training that did not diverge.',
      );
    }
    return { shape: [...shape], values };
  }

  function check(status: number, what: string): void {
    if (status < 0) throw refusal(`${what} could not be read; expected a whole file. ${ADVICE}`);
  }

  return {
    hasGroup: (path) => library.get_type(file, absolute(path)) === library.H5G_GROUP,
    strings,
    floats,
  };
}

/** Texts of a fixed length, ended by a zero byte where they are shorter. UTF-8, as Keras writes them. */
function fixedStrings(bytes: Uint8Array, size: number): readonly string[] {
  return Array.from({ length: bytes.length / size }, (_, index) => {
    const text = bytes.subarray(index * size, (index + 1) * size);
    const end = text.indexOf(0);
    return Buffer.from(end === -1 ? text : text.subarray(0, end)).toString('utf8');
  });
}

/** The library gives little-endian numbers, whatever the file holds. */
function toFloat32({ buffer }: Uint8Array, size: number): Float32Array {
  if (size === 4) return new Float32Array(buffer);
  return size === 8 ? new Float32Array(new Float64Array(buffer)) : float16ToFloat32(new Uint16Array(buffer));
}

function startsWith(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return wanted.every((byte, index) => bytes[at + index] === byte);
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
