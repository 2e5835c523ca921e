import type { ready } from 'h5wasm';

import { LabError } from '#shared/errors/errors';

export type Library = Awaited<typeof ready>;

export interface Hdf5Limits {
  /** The most bytes that a file may have. */
  readonly fileBytes: number;
  /** The most bytes that all data sets read from one file may have together, unpacked. */
  readonly dataBytes: number;
  /** The most bytes that all texts read from one file may have together: a small file may name one long text many times. */
  readonly textBytes: number;
}

/** An open file of the HDF5 library, which is native code on a stranger's bytes. */
export interface Hdf5Handle {
  readonly library: Library;
  readonly file: bigint;
  readonly limits: Hdf5Limits;
  /** Of the file itself. */
  readonly fileBytes: number;
  readonly refusal: (what: string) => LabError;
  /** The path as the library wants it. @throws LabError where it has too many parts */
  readonly absolute: (path: string) => string;
  /** Runs `read` on memory of the library, and takes a copy of what lies there then. */
  readonly copyOut: (length: number, read: (address: bigint) => void, done?: (address: bigint) => void) => Uint8Array;
  /** @throws LabError where the library says that it has failed */
  readonly check: (status: number, what: string) => void;
}

const MOST_PATH_PARTS = 16;

export const ADVICE = 'Save the model again, in Keras, with model.save("model.h5").';

/** @param name of the file, for messages */
export function createHandle(
  library: Library,
  file: bigint,
  name: string,
  bounds: Pick<Hdf5Handle, 'limits' | 'fileBytes'>,
): Hdf5Handle {
  const refusal = (what: string): LabError => new LabError('invalid-weights', `${name}: ${what}`);
  return {
    library,
    file,
    ...bounds,
    refusal,
    absolute: (path) => {
      const parts = path.split('/').length;
      if (parts > MOST_PATH_PARTS) {
        throw refusal(
          `the path ${path.slice(0, 80)}… has ${parts} parts; expected ${MOST_PATH_PARTS} at most. ${ADVICE}`,
        );
      }
      return `/${path}`;
    },
    copyOut: (length, read, done) => {
      const address = library._malloc(Math.max(length, 1));
      if (address === 0) {
        throw refusal(
          `one of its data sets needs ${grouped(length)} bytes; expected no more than there are. ${ADVICE}`,
        );
      }
      // so that nothing is taken for a number or a pointer that the library did not write
      library.HEAPU8.fill(0, address, address + length);
      try {
        read(BigInt(address));
        return library.HEAPU8.slice(address, address + length);
      } finally {
        done?.(BigInt(address));
        library._free(address);
      }
    },
    check: (status, what) => {
      if (status < 0) throw refusal(`${what} could not be read; expected a whole file. ${ADVICE}`);
    },
  };
}

export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
