import { ready } from 'h5wasm';

import { LabError } from '#shared/errors/errors';
import { FILE_KIND_BYTES, fileKind } from '#shared/basics/file-kind';

import { floatReader, type FloatArray } from './hdf5-floats';
import { ADVICE, createHandle, grouped, type Hdf5Limits } from './hdf5-handle';
import { textReader } from './hdf5-texts';

export type { FloatArray, Hdf5Limits };

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
      const handle = createHandle(library, file, name, { limits, fileBytes: bytes.length });
      return use({
        hasGroup: (group) => library.get_type(file, handle.absolute(group)) === library.H5G_GROUP,
        strings: textReader(handle),
        floats: floatReader(handle),
      });
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

function startsWith(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return wanted.every((byte, index) => bytes[at + index] === byte);
}
