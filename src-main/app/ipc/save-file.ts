import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';

import type { BrowserWindow } from 'electron';

import type { SaveQuery } from '#shared/contract/ipc';

import { orNotWritten } from '../../lab/folder/written-file';
import { askWhereToSave } from './dialogs';

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
  const filters = [{ name: extension.toUpperCase(), extensions: [extension] }];
  const file = await askWhereToSave(window, { defaultPath: name, filters });
  if (file === undefined) return null;
  await orNotWritten(file, writeFile(file, content));
  return { file };
}
