import { mkdir, stat, statfs } from 'node:fs/promises';

import { LabError } from '#shared/errors/errors';
import { reasonOf } from '#shared/errors/system-errors';

/**
 * Makes a folder, unless it is there, and demands room in it.
 * @throws LabError `home-unusable`
 */
export async function prepareFolder(folder: string, neededBytes: number): Promise<void> {
  await orHomeUnusable(folder, mkdir(folder, { recursive: true }));
  const { bavail, bsize } = await orHomeUnusable(folder, statfs(folder));
  const free = bavail * bsize;
  if (free < neededBytes) {
    throw new LabError(
      'home-unusable',
      `The disk of ${folder} has ${inMegabytes(free)} free; ${inMegabytes(neededBytes)} are needed. ` +
        'Make room, or name a home on another disk with --home or SIAMESE_LAB_HOME.',
    );
  }
}

/** Waits for work on files of the lab's own, and says in the user's words when the system refuses it. */
export async function orHomeUnusable<Value>(path: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    const reason = reasonOf(error);
    throw new LabError(
      'home-unusable',
      `The lab could not write ${path}: ${reason}. Check that the folder can be written to, that the disk is not full ` +
        'and that no other program holds the file, or name another home with --home or SIAMESE_LAB_HOME.',
      error instanceof Error ? error.stack : undefined,
    );
  }
}

/** Null where there is no such plain file. */
export async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() === true ? found.size : null;
}

function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6).toLocaleString('en-US')} MB`;
}
