import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { LabError } from '#shared/errors/errors';
import { reasonOf } from '#shared/errors/system-errors';
import { showable } from '#shared/basics/showable';

import type { PlacedFile } from './layout';

/** More pictures than any set that fits into a machine's memory, and deeper than people sort them. */
const MOST_FILES = 2_000_000;
const MOST_DEPTH = 16;

/** What a picture's name ends with. What it really is, its first bytes say. */
const PICTURE = /\.(png|jpe?g|jfif|gif|bmp|dib|webp|tiff?|pgm|ppm|pbm|pnm)$/i;

export const isPictureName = (name: string): boolean => PICTURE.test(name) && !name.startsWith('.');

/**
 * The pictures below a folder, in the order of their names. Links are not followed: they may lead out of the folder, or
 * round in a circle. Hidden files and folders are passed over.
 * @throws LabError `invalid-request` for a folder that cannot be read, is too deep or holds too much;
 * the signal's reason when it is aborted
 */
export async function picturesIn(folder: string, signal?: AbortSignal): Promise<readonly PlacedFile[]> {
  const found: PlacedFile[] = [];
  const visit = async (path: string, inside: string, depth: number): Promise<void> => {
    signal?.throwIfAborted();
    if (depth > MOST_DEPTH) throw tooMuch(inside, `is ${depth} folders deep`, `${MOST_DEPTH} at most`);
    for (const entry of await entriesOf(path)) {
      if (entry.name.startsWith('.')) continue;
      const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory()) await visit(join(path, entry.name), name, depth + 1);
      else if (entry.isFile() && isPictureName(entry.name)) found.push({ path: name, file: join(path, entry.name) });
      if (found.length > MOST_FILES) throw tooMuch(folder, 'holds more pictures than that', `${MOST_FILES} at most`);
    }
  };
  await visit(folder, '', 0);
  return found;
}

async function entriesOf(path: string): Promise<readonly Dirent[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    throw new LabError(
      'invalid-request',
      `The folder ${showable(path)} could not be read: ${reasonOf(error)}; expected a folder of pictures. Check its path and permissions.`,
      error instanceof Error ? error.message : String(error),
    );
  });
  // by code units: the same on every machine, whatever language it is set to
  return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
}

function tooMuch(path: string, received: string, expected: string): LabError {
  return new LabError(
    'invalid-request',
    `${showable(path)} ${received}; expected ${expected}. Choose a smaller part of it.`,
  );
}
