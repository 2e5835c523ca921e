import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';

import { dialog, type BrowserWindow } from 'electron';

import type { SaveQuery } from '#shared/ipc';
import { LabError } from '#shared/errors';

/**
 * Asks with the system's dialog where to put a file, and writes it there.
 * @returns where it is, or null where the person changed their mind
 * @throws LabError `file-not-written`
 */
export async function saveFile(
  window: BrowserWindow | undefined,
  { name, content }: SaveQuery,
): Promise<{ readonly file: string } | null> {
  const extension = extname(name).slice(1);
  const options = {
    defaultPath: name,
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
  };
  const { canceled, filePath } = await (window === undefined
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  if (canceled || filePath === '') return null;
  try {
    await writeFile(filePath, content);
  } catch (error) {
    throw new LabError(
      'file-not-written',
      `${filePath} could not be written (${error instanceof Error ? error.message : String(error)}). Choose another place.`,
    );
  }
  return { file: filePath };
}
