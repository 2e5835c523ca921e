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

/** What is hidden, and what the archives of a Macintosh have beside the files. */
export const isPassedOver = (name: string): boolean => name.startsWith('.') || name === '__MACOSX';

/**
 * The pictures below a folder, in the order of their paths. Links are not followed: they may lead out of the folder, or
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
      if (isPassedOver(entry.name)) continue;
      const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory()) await visit(join(path, entry.name), name, depth + 1);
      else if (entry.isFile() && isPictureName(entry.name)) found.push({ path: name, file: join(path, entry.name) });
      if (found.length > MOST_FILES) throw tooMuch(folder, 'holds more pictures than that', `${MOST_FILES} at most`);
    }
  };
  await visit(folder, '', 0);
  return inOrder(found);
}

/** The same for a folder and for an archive of it, on every machine, whatever language it is set to: by code units. */
export function inOrder(files: readonly PlacedFile[]): readonly PlacedFile[] {
  return files.toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/** @throws LabError `invalid-request` for a folder that cannot be read */
export async function entriesOf(path: string): Promise<readonly Dirent[]> {
  return readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    throw new LabError(
      'invalid-request',
      `The folder ${showable(path)} could not be read: ${reasonOf(error)}; expected a folder of pictures. Check its path and permissions.`,
      error instanceof Error ? error.message : String(error),
    );
  });
}

function tooMuch(path: string, received: string, expected: string): LabError {
  return new LabError(
    'invalid-request',
    `${showable(path)} ${received}; expected ${expected}. Choose a smaller part of it.`,
  );
}
