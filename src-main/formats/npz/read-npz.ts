import { readFile, stat } from 'node:fs/promises';

import { LabError } from '#shared/errors/errors';
import { reasonOf } from '#shared/errors/system-errors';

import { decodeNpy, type NumpyArray } from './npy';
import { unpackZipMembers } from './zip-members';

export interface NpzLimits {
  /** The most bytes that a file may have. */
  readonly fileBytes: number;
  /** The most bytes that its arrays may have together, unpacked. */
  readonly dataBytes: number;
}

const DEFAULT_LIMITS: NpzLimits = { fileBytes: 2 ** 30, dataBytes: 2 ** 30 };
const MOST_ARRAYS = 4_096;
const SUFFIX = '.npy';

/**
 * Reads a file of named arrays that `numpy.savez` or `numpy.savez_compressed` wrote.
 * @returns arrays by name, in the file's order
 * @throws LabError `invalid-weights`, also for a file that cannot be opened
 */
export async function readNpz(path: string, limits: Partial<NpzLimits> = {}): Promise<ReadonlyMap<string, NumpyArray>> {
  const { fileBytes, dataBytes } = { ...DEFAULT_LIMITS, ...limits };
  try {
    const { size } = await stat(path);
    if (size > fileBytes) {
      throw new LabError(
        'invalid-weights',
        `${path} has ${size} bytes; expected ${fileBytes} at most. Choose another file.`,
      );
    }
    return decodeNpz(path, await readFile(path), { dataBytes });
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw new LabError(
      'invalid-weights',
      `${path} could not be opened (${reasonOf(error)}); expected an .npz file. Choose another file.`,
      error instanceof Error ? error.stack : undefined,
    );
  }
}

/**
 * As `readNpz`, from memory.
 * @param name of the file, for messages
 */
export function decodeNpz(
  name: string,
  bytes: Uint8Array,
  { dataBytes }: Pick<NpzLimits, 'dataBytes'> = DEFAULT_LIMITS,
): ReadonlyMap<string, NumpyArray> {
  const members = unpackZipMembers(name, bytes, { members: MOST_ARRAYS, bytes: dataBytes });
  const arrays = new Map<string, NumpyArray>();
  for (const [member, content] of members) {
    if (!member.endsWith(SUFFIX)) {
      throw new LabError(
        'invalid-weights',
        `${name} holds "${member}"; expected .npy arrays alone. Save them again: numpy.savez with plain arrays.`,
      );
    }
    const array = member.slice(0, -SUFFIX.length);
    arrays.set(array, decodeNpy(`${array} of ${name}`, content));
  }
  return arrays;
}
