import type { BrowserWindow } from 'electron';

import type { Lab } from '../../lab/lab';
import type { RequestHandlers } from './answer';
import { askForPath, askWhereToSave } from './dialogs';

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
      const file = await askWhereToSave(window(), { defaultPath: `siamese-lab-${name}.zip`, filters: FILTERS });
      return file === undefined ? null : lab.exportBundle({ ids, file, withWeights });
    },
    'bundle:import': async () => {
      const file = await askForPath(window(), { properties: ['openFile'], filters: FILTERS });
      return file === undefined ? null : lab.importBundle(file);
    },
  };
}
