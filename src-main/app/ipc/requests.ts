import { dialog, shell, type BrowserWindow } from 'electron';

import type { DatasetName } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';

import type { Lab } from '../../lab/lab';
import type { ClosedHome } from '../../lab/folder/restore';
import { bundleHandlers } from './bundle-requests';
import { openLabHandlers } from './closed-lab';
import { notifyOfEnd } from './desktop';
import { LAB_VERSION } from '../../lab/version';
import type { RequestHandlers } from './answer';
import { importDesign } from './import-design';
import { runListHandlers } from './run-list-requests';
import { saveFile } from './save-file';

/** Answers the window's requests from the lab. Only what needs a window of the system's is done here. */
export function requestHandlers(lab: Lab, home: ClosedHome, window: () => BrowserWindow | undefined): RequestHandlers {
  const installs = new Map<DatasetName, AbortController>();

  async function cancellable<Result>(
    name: DatasetName,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    // a second one is refused by the catalogue; it must not take the first one's place here
    const controller = installs.get(name) ?? new AbortController();
    installs.set(name, controller);
    try {
      return await work(controller.signal);
    } finally {
      installs.delete(name);
    }
  }

  return {
    ...lab.inspection,
    ...openLabHandlers(home),
    ...bundleHandlers(lab, window),
    'app:about': () => {
      const { electron, chrome, node } = process.versions;
      return {
        version: LAB_VERSION,
        runtime: `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
        home: lab.home,
      };
    },
    'dataset:list': () => lab.datasets.list(),
    'dataset:install': ({ dataset }) => cancellable(dataset, (signal) => lab.installDataset(dataset, signal)),
    'dataset:cancel-install': ({ dataset }) => {
      installs
        .get(dataset)
        ?.abort(new LabError('cancelled', 'It was cancelled. What was downloaded is kept for the next time.'));
      return null;
    },
    'dataset:verify': ({ dataset }) => cancellable(dataset, (signal) => lab.verifyDataset(dataset, signal)),
    'dataset:import': async ({ dataset, from }) => {
      const path = await choosePath(window(), from);
      return path === undefined ? null : cancellable(dataset, (signal) => lab.importDataset(dataset, path, signal));
    },
    'experiment:launch': ({ spec }) => lab.launch(spec),
    'experiment:launch-all': ({ specs }) => lab.launchAll(specs),
    'design:import': () => importDesign(window()),
    'calibration:find': ({ specs }) => lab.calibrations.find(specs),
    'calibration:measure': ({ spec }) => lab.calibrations.measure(spec),
    'calibration:cancel': () => {
      lab.calibrations.cancel('It was cancelled.');
      return null;
    },
    ...runListHandlers(lab.runList, window),
    'run:get': ({ id }) => lab.run(id),
    'run:series': ({ id }) => lab.series(id),
    'dataset:images': (query) => lab.images(query),
    'dataset:labels': (query) => lab.labels(query),
    'run:predictions': ({ id }) => lab.predictions(id),
    'run:scores': ({ id }) => lab.scores(id),
    'deck:rows': () => lab.deck(),
    'run:cancel': ({ id }) => {
      lab.cancel(id);
      return null;
    },
    'run:cancel-many': ({ ids }) => lab.cancelAll(ids),
    'run:pause': ({ id, isPaused }) => {
      lab.pause(id, isPaused);
      return null;
    },
    'run:retry': ({ id }) => lab.retry(id),
    'run:resume': ({ id }) => lab.resume(id),
    'run:log': ({ id }) => lab.log(id),
    'experiment:runs': ({ experimentId }) => lab.runsOfExperiment(experimentId),
    'queue:get': () => lab.queue(),
    'queue:move': ({ id, before }) => {
      lab.move(id, before);
      return null;
    },
    'queue:pause': ({ isPaused }) => {
      lab.pauseQueue(isPaused);
      return null;
    },
    'desktop:notify': (notice) => {
      notifyOfEnd(window(), notice);
      return null;
    },
    'run:open-folder': async ({ id }) => {
      lab.run(id);
      const problem = await shell.openPath(lab.folderOf(id));
      if (problem !== '') throw new Error(`The folder ${lab.folderOf(id)} could not be opened: ${problem}`);
      return null;
    },
    'device:survey': () => lab.devices.survey(),
    'device:test': () => lab.devices.test(),
    'file:save': (query) => saveFile(window(), query),
  };
}

async function choosePath(window: BrowserWindow | undefined, from: 'archive' | 'folder'): Promise<string | undefined> {
  const options =
    from === 'folder'
      ? { properties: ['openDirectory' as const] }
      : {
          properties: ['openFile' as const],
          filters: [{ name: 'Archives', extensions: ['tar.gz', 'tgz', 'tar', 'gz'] }],
        };
  const { canceled, filePaths } = await (window === undefined
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return canceled ? undefined : filePaths[0];
}
