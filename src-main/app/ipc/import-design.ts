import { basename } from 'node:path';

import type { BrowserWindow } from 'electron';

import { readDesignFile } from '#shared/experiment/design-file';
import type { RequestResult } from '#shared/contract/ipc';

import { designText } from '../../lab/design-text';
import { askForPath } from './dialogs';

/**
 * Asks with the system's dialog for a file, and reads a design from it.
 * @returns null where the person changed their mind
 * @throws LabError `file-not-read`, `invalid-spec`
 */
export async function importDesign(window: BrowserWindow | undefined): Promise<RequestResult<'design:import'>> {
  const filters = [{ name: 'JSON', extensions: ['json'] }];
  const path = await askForPath(window, { properties: ['openFile'], filters });
  if (path === undefined) return null;
  return { file: path, spec: readDesignFile(designText(path), basename(path)) };
}
