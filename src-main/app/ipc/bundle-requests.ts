import { dialog, type BrowserWindow } from 'electron';

import type { Lab } from '../../lab/lab';
import type { RequestHandlers } from './answer';

const FILTERS = [{ name: 'ZIP', extensions: ['zip'] }];

/** Asks with the system's dialogs which file a bundle goes into or comes from. */
export function bundleHandlers(
  lab: Pick<Lab, 'exportBundle' | 'importBundle'>,
  window: () => BrowserWindow | undefined,
): Pick<RequestHandlers, 'bundle:export' | 'bundle:import'> {
  return {
    'bundle:export': async ({ ids, withWeights }) => {
      const [first] = ids;
      const name = ids.length === 1 && first !== undefined ? `run-${first}` : `runs-${ids.length}`;
      const options = { defaultPath: `siamese-lab-${name}.zip`, filters: FILTERS };
      const parent = window();
      const { canceled, filePath } = await (parent === undefined
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(parent, options));
      return canceled || filePath === '' ? null : lab.exportBundle({ ids, file: filePath, withWeights });
    },
    'bundle:import': async () => {
      const options = { properties: ['openFile' as const], filters: FILTERS };
      const parent = window();
      const { canceled, filePaths } = await (parent === undefined
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(parent, options));
      const [file] = filePaths;
      return canceled || file === undefined ? null : lab.importBundle(file);
    },
  };
}
