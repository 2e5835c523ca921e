import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { LabError } from '#shared/errors/errors';
import { FILE_KIND_BYTES, fileKind } from '#shared/basics/file-kind';

import { sizeOf } from './disk';

// The idx format as http://yann.lecun.com/exdb/mnist/ describes it: two zero bytes, the type of the values, the number of
// dimensions, each dimension as four bytes with the highest first, then the values with the last dimension fastest.
const UNSIGNED_BYTES = 0x08;
/** What is read from the disk, and what comes out of gzip, at a time. */
const CHUNK_BYTES = 256 * 1024;
/** What gzip adds at most to data that it cannot make smaller, with a name in the header. */
const GZIP_SPARE = 1.001;
const GZIP_HEADER_BYTES = 1_024;

/** The dimensions that a file must have: [count] for labels, [count, height, width] for images. */
export type IdxDimensions = readonly [count: number] | readonly [count: number, height: number, width: number];

export interface IdxOptions {
  readonly signal?: AbortSignal | undefined;
  /** Values read so far. */
  readonly onProgress?: ((doneBytes: number) => void) | undefined;
}

/** The number of values in a file. */
export function idxValues(dimensions: IdxDimensions): number {
  return dimensions.reduce((product, dimension) => product * dimension, 1);
}

/** The size of a file, not compressed. */
export function idxBytes(dimensions: IdxDimensions): number {
  return headerBytes(dimensions) + idxValues(dimensions);
}

/** The most bytes that a file may have, whether it is compressed or not. */
export function mostIdxBytes(dimensions: IdxDimensions): number {
  return Math.ceil(idxBytes(dimensions) * GZIP_SPARE) + GZIP_HEADER_BYTES;
}

/**
 * Judges a file by its size; a compressed one by the size that its last four bytes tell (RFC 1952: ISIZE), which is
 * wrong for one that is cut short. Whether it is compressed is told by its first bytes, whatever its name.
 * @returns what is wrong, for the user; null where nothing is
 */
export async function inspectIdx(path: string, dimensions: IdxDimensions): Promise<string | null> {
  const expected = idxBytes(dimensions);
  const size = await sizeOf(path);
  if (size === null)
    return `${path} is missing; expected a file of ${grouped(expected)} bytes, or a gzip file of them.`;
  if (size === expected) return null;
  try {
    const told = await gzipSize(path, size);
    if (told === expected % 2 ** 32) return null;
    return told === null
      ? `${path} ${await kindText(path)} ${grouped(size)} bytes; expected ${grouped(expected)}, or a gzip file of them.`
      : `${path} is a gzip file that ends as one of ${grouped(told)} bytes; expected one of ${grouped(expected)}.`;
  } catch {
    return describeUnreadable(path);
  }
}

/** "has", or "is a PNG picture of" where its first bytes say so. */
async function kindText(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(FILE_KIND_BYTES), 0, FILE_KIND_BYTES, 0);
    const { name, words } = fileKind(buffer.subarray(0, bytesRead));
    return name === 'idx' || name === 'unknown' || name === 'text' ? 'has' : `is ${words} of`;
  } finally {
    await handle.close();
  }
}

/** What a gzip file says of the size of its content; null for another kind of file. */
async function gzipSize(path: string, size: number): Promise<number | null> {
  const handle = await open(path);
  try {
    if (!(await isGzip(handle))) return null;
    return (await readAt(handle, Math.max(0, size - 4), 4)).readUInt32LE();
  } finally {
    await handle.close();
  }
}

/**
 * Reads the values of an idx file of unsigned bytes, compressed with gzip or not, into memory of their own.
 * Never takes in more than the expected size, whatever the file says or unpacks to.
 * @throws LabError `dataset-damaged` when the file is not whole or says something else than expected;
 * the signal's reason when it is aborted
 */
export async function readIdx(path: string, dimensions: IdxDimensions, options?: IdxOptions): Promise<Uint8Array> {
  const values = new Uint8Array(idxValues(dimensions));
  await scanIdx(path, dimensions, (chunk, at) => values.set(chunk, at), options);
  return values;
}

/**
 * Holds an idx file against what it should be, as `readIdx` does, and hands over its values piece by piece.
 * @param onValues receives the values, and the place of the first among all
 */
export async function scanIdx(
  path: string,
  dimensions: IdxDimensions,
  onValues: (values: Uint8Array, at: number) => void,
  { signal, onProgress }: IdxOptions = {},
): Promise<void> {
  const header = Buffer.alloc(headerBytes(dimensions));
  const expected = idxBytes(dimensions);
  let done = 0;
  try {
    for await (const chunk of await openContent(path)) {
      signal?.throwIfAborted();
      const ofHeader = Math.min(Math.max(0, header.length - done), chunk.length);
      if (ofHeader > 0) header.set(chunk.subarray(0, ofHeader), done);
      done += chunk.length;
      if (ofHeader > 0 && done >= header.length) checkHeader(path, header, dimensions);
      if (done > expected) {
        throw damaged(`${path} holds more than ${grouped(expected)} bytes; expected just so many.`);
      }
      if (ofHeader < chunk.length) onValues(chunk.subarray(ofHeader), done - header.length - (chunk.length - ofHeader));
      onProgress?.(Math.max(0, done - header.length));
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof LabError ? error : damaged(describeUnreadable(path), error);
  }
  if (done < expected) throw damaged(`${path} ends after ${grouped(done)} bytes; expected ${grouped(expected)}.`);
}

/** The bytes of a file, as they were before gzip where it was used. */
async function openContent(path: string): Promise<AsyncIterable<Uint8Array>> {
  const handle = await open(path);
  const compressed = await isGzip(handle).catch(async (error: unknown) => {
    await handle.close();
    throw error;
  });
  const file = handle.createReadStream({ start: 0, highWaterMark: CHUNK_BYTES });
  // an error on either side reaches whoever reads; nothing is left to do for it here
  return compressed ? pipeline(file, createGunzip({ chunkSize: CHUNK_BYTES }), () => undefined) : file;
}

function checkHeader(path: string, header: Buffer, dimensions: IdxDimensions): void {
  const magic = (UNSIGNED_BYTES << 8) + dimensions.length;
  const received = header.readUInt32BE(0);
  if (received !== magic) {
    throw damaged(
      `${path} begins with ${hexadecimal(received)}; expected ${hexadecimal(magic)}, ` +
        `as an idx file of unsigned bytes in ${dimensions.length} dimension${dimensions.length === 1 ? '' : 's'} does.`,
    );
  }
  const told = dimensions.map((_, index) => header.readUInt32BE(4 + 4 * index));
  if (dimensions.some((dimension, index) => told[index] !== dimension)) {
    throw damaged(`${path} says that it holds ${product(told)} values; expected ${product(dimensions)}.`);
  }
}

async function isGzip(handle: FileHandle): Promise<boolean> {
  const start = await readAt(handle, 0, 2);
  return start[0] === 0x1f && start[1] === 0x8b;
}

/** Zeros stand for what is not there. */
async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer;
}

function headerBytes(dimensions: IdxDimensions): number {
  return 4 + 4 * dimensions.length;
}

function damaged(problem: string, cause?: unknown): LabError {
  return new LabError(
    'dataset-damaged',
    `${problem} Install the dataset again, or import it again from a good copy.`,
    cause instanceof Error ? cause.message : undefined,
  );
}

function describeUnreadable(path: string): string {
  return `${path} is damaged, or may not be read; expected a whole idx file, or a gzip file of one.`;
}

function product(dimensions: readonly number[]): string {
  return dimensions.map(grouped).join(' × ');
}

function hexadecimal(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
