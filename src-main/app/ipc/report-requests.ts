import { join } from 'node:path';

import { shell, type BrowserWindow } from 'electron';

import { LabError } from '#shared/errors/errors';
import { reportFolderName } from '#shared/report/folder-name';

import type { Lab } from '../../lab/lab';
import { PAGE_FILE } from '../../lab/report/report-files';
import { printPage } from '../print-page';
import type { RequestHandlers } from './answer';
import { askWhereToSave } from './dialogs';

type ReportRequest = 'report:write' | 'report:open' | 'report:show-in-folder';

/** Writes reports where the system's dialog says, and opens those alone: the window names them by a number, never by a path. */
export function reportHandlers(
  lab: Pick<Lab, 'writeReport'>,
  window: () => BrowserWindow | undefined,
): Pick<RequestHandlers, ReportRequest> {
  const folders: string[] = [];

  function pageOf(id: number): string {
    const folder = folders[id - 1];
    if (folder !== undefined) return join(folder, PAGE_FILE);
    throw new LabError('invalid-request', `Received the report ${id}; expected one that this window has written.`);
  }

  return {
    'report:write': async ({ selection, question }) => {
      const folder = await askWhereToSave(window(), { defaultPath: reportFolderName(selection, Date.now()) });
      if (folder === undefined) return null;
      const { noPdf } = await lab.writeReport({ selection, question, folder, print: printPage, withImages: true });
      return { id: folders.push(folder), folder, noPdf };
    },
    'report:open': async ({ id }) => {
      const problem = await shell.openPath(pageOf(id));
      if (problem !== '') throw new Error(`${pageOf(id)} could not be opened: ${problem}`);
      return null;
    },
    'report:show-in-folder': ({ id }) => {
      shell.showItemInFolder(pageOf(id));
      return null;
    },
  };
}
