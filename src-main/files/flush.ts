import { closeSync, fsyncSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** Windows flushes only what is open for writing. */
const FLAGS = process.platform === 'win32' ? 'r+' : 'r';
/** Said of a folder: by Windows of all, by some network drives, and of one that may be written and not read. */
const CANNOT = ['EINVAL', 'EISDIR', 'ENOTSUP', 'EPERM', 'EACCES'];

/** Waits until a file, or the list of a folder's files, would survive a loss of power, where the system can say so. */
export async function flush(path: string): Promise<void> {
  try {
    const handle = await open(path, FLAGS);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!cannot(error)) throw error;
  }
}

/** The same at once, for the opening and the end of a lab. */
export function flushSync(path: string): void {
  try {
    const handle = openSync(path, FLAGS);
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (!cannot(error)) throw error;
  }
}

function cannot(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CANNOT.includes(String(error.code));
}
