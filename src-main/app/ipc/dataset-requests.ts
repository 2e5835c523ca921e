import type { BrowserWindow } from 'electron';

import type { DatasetName } from '#shared/datasets/datasets';
import { nameFor } from '#shared/datasets/own';
import { LabError } from '#shared/errors/errors';

import type { Lab } from '../../lab/lab';
import type { RequestHandlers } from './answer';
import { askForPath } from './dialogs';

type DatasetRequest =
  | 'dataset:list'
  | 'dataset:install'
  | 'dataset:cancel-install'
  | 'dataset:verify'
  | 'dataset:import'
  | 'dataset:images'
  | 'dataset:labels'
  | 'dataset:choose-pictures'
  | 'dataset:survey'
  | 'dataset:bring'
  | 'dataset:cancel-bring'
  | 'dataset:remove';

/** Answers what the window asks about datasets. */
export function datasetHandlers(
  lab: Lab,
  window: () => BrowserWindow | undefined,
): Pick<RequestHandlers, DatasetRequest> {
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
      const path = await askForPath(window(), PLACES[from]);
      return path === undefined ? null : cancellable(dataset, (signal) => lab.importDataset(dataset, path, signal));
    },
    'dataset:images': (query) => lab.images(query),
    'dataset:labels': (query) => lab.labels(query),
    ...pictureHandlers(lab, window),
  };
}

type PictureRequest =
  'dataset:choose-pictures' | 'dataset:survey' | 'dataset:bring' | 'dataset:cancel-bring' | 'dataset:remove';

/** Of datasets that a person makes of pictures. One survey or import is under way at a time. */
function pictureHandlers(lab: Lab, window: () => BrowserWindow | undefined): Pick<RequestHandlers, PictureRequest> {
  let underWay = new AbortController();
  const next = (): AbortSignal => {
    underWay.abort(new LabError('cancelled', 'Another one was begun.'));
    underWay = new AbortController();
    return underWay.signal;
  };
  return {
    'dataset:choose-pictures': async ({ from }) => {
      const path = await askForPath(window(), PICTURE_PLACES[from]);
      return path === undefined ? null : { path, name: nameFor(path) };
    },
    'dataset:survey': (request) => lab.ownDatasets.survey(request, next()),
    'dataset:bring': async (request) => (await lab.ownDatasets.bring(request, next())).info,
    'dataset:cancel-bring': () => {
      underWay.abort(new LabError('cancelled', 'It was cancelled, and nothing of it was kept.'));
      return null;
    },
    'dataset:remove': async ({ dataset }) => {
      await lab.ownDatasets.remove(dataset);
      return null;
    },
  };
}

const PICTURE_PLACES = {
  folder: { properties: ['openDirectory' as const] },
  archive: {
    properties: ['openFile' as const],
    filters: [{ name: 'Archives', extensions: ['zip', 'tar', 'tar.gz', 'tgz', 'gz'] }],
  },
  list: {
    properties: ['openFile' as const],
    filters: [{ name: 'CSV', extensions: ['csv', 'tsv'] }],
  },
};

/** What the dialog offers. */
const PLACES = {
  folder: { properties: ['openDirectory' as const] },
  archive: {
    properties: ['openFile' as const],
    filters: [{ name: 'Archives', extensions: ['tar.gz', 'tgz', 'tar', 'gz'] }],
  },
};
