import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';

import { dialog, type BrowserWindow } from 'electron';

import { MOST_DESIGN_BYTES, readDesignFile } from '#shared/design-file';
import { LabError } from '#shared/errors';
import type { RequestResult } from '#shared/ipc';

/**
 * Asks with the system's dialog for a file, and reads a design from it.
 * @returns null where the person changed their mind
 * @throws LabError `file-not-read`, `invalid-spec`
 */
export async function importDesign(window: BrowserWindow | undefined): Promise<RequestResult<'design:import'>> {
  const options = { properties: ['openFile' as const], filters: [{ name: 'JSON', extensions: ['json'] }] };
  const { canceled, filePaths } = await (window === undefined
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  const [path] = filePaths;
  if (canceled || path === undefined) return null;
  return { file: path, spec: readDesignFile(await textOf(path), basename(path)) };
}

async function textOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MOST_DESIGN_BYTES) throw new Error(`it has ${size} bytes; a design has a few thousand`);
    return await readFile(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new LabError('file-not-read', `${path} could not be read as a design (${why}). Choose another file.`);
  }
}
