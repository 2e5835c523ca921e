import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';

import { dialog, type BrowserWindow } from 'electron';

import type { SaveQuery } from '#shared/contract/ipc';

import { orNotWritten } from '../../lab/folder/written-file';

/**
 * Asks with the system's dialog where to put a file, and writes it there.
 * @returns where it is, or null where the person changed their mind
 * @throws LabError `file-not-written`, `disk-full`
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
  await orNotWritten(filePath, writeFile(filePath, content));
  return { file: filePath };
}
