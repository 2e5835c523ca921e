import { renameSync, rmSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { flush, flushSync } from './flush';

/** The name under which a file is written until it is whole. */
function asideOf(file: string): string {
  return `${file}.part`;
}

/**
 * Puts a file in its place that is whole whenever the machine stops: it is written under another name, flushed to the disk
 * and renamed. Where anything fails, what is there stays, and nothing is left over.
 * @param write writes the file under the name that it is given
 * @throws what `write` and the system throw
 */
export async function putFile(file: string, write: (aside: string) => Promise<unknown>): Promise<void> {
  const aside = asideOf(file);
  try {
    await write(aside);
    await flush(aside);
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  await flush(dirname(file));
}

/** The same of content that is there already. */
export function putContent(file: string, content: string | Uint8Array): Promise<void> {
  return putFile(file, (aside) => writeFile(aside, content));
}

/**
 * The same at once.
 * @param options.isLasting whether to wait for the disk; not where the file says no more than how things stand now
 */
export function putFileSync(
  file: string,
  write: (aside: string) => void,
  { isLasting = true }: { readonly isLasting?: boolean } = {},
): void {
  const aside = asideOf(file);
  try {
    write(aside);
    if (isLasting) flushSync(aside);
    renameSync(aside, file);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
  if (isLasting) flushSync(dirname(file));
}
