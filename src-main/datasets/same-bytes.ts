import { open } from 'node:fs/promises';

const CHUNK_BYTES = 1024 * 1024;

/**
 * The first two files that are the same, byte by byte; undefined where all differ. Files that differ at their beginning,
 * as files of images do, are read no further.
 * @param paths of files of one size
 * @param beginBytes what of each is compared with all others
 */
export async function findSameFiles(
  paths: readonly string[],
  beginBytes: number,
): Promise<readonly [one: string, other: string] | undefined> {
  const beginnings = new Map<string, string[]>();
  for (const path of paths) {
    const beginning = (await readAt(path, 0, beginBytes)).toString('latin1');
    for (const earlier of beginnings.get(beginning) ?? []) {
      if (await haveSameBytes(earlier, path)) return [path, earlier];
    }
    beginnings.set(beginning, [...(beginnings.get(beginning) ?? []), path]);
  }
  return undefined;
}

async function haveSameBytes(one: string, other: string): Promise<boolean> {
  for (let at = 0; ; at += CHUNK_BYTES) {
    const [first, second] = await Promise.all([readAt(one, at, CHUNK_BYTES), readAt(other, at, CHUNK_BYTES)]);
    if (!first.equals(second)) return false;
    if (first.length < CHUNK_BYTES) return true;
  }
}

async function readAt(path: string, position: number, length: number): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
