import type { DatasetInfo } from '#shared/datasets/datasets';

import type { Catalogue, InstallOptions } from '../datasets/catalogue';
import type { LabEmitter } from './events/events';

/** How datasets get here; progress is told as `dataset:progress`. */
export interface DatasetServices {
  /** Downloads, checks and unpacks. */
  readonly installDataset: (name: string, signal?: AbortSignal) => Promise<DatasetInfo>;
  /** The same from an archive or a folder of the user's. */
  readonly importDataset: (name: string, path: string, signal?: AbortSignal) => Promise<DatasetInfo>;
  /** Reads every file of an installed dataset and holds it against what it should be. @throws LabError `dataset-missing`, `dataset-damaged` */
  readonly verifyDataset: (name: string, signal?: AbortSignal) => Promise<DatasetInfo>;
}

export function createDatasetServices(datasets: Catalogue, events: Pick<LabEmitter, 'emit'>): DatasetServices {
  const installOptions = (signal: AbortSignal | undefined): InstallOptions => ({
    ...(signal === undefined ? {} : { signal }),
    onProgress: (progress) => events.emit('dataset:progress', progress),
  });
  return {
    installDataset: (name, signal) => datasets.install(name, installOptions(signal)),
    importDataset: (name, path, signal) => datasets.importFrom(name, path, installOptions(signal)),
    verifyDataset: (name, signal) => datasets.verify(name, installOptions(signal)),
  };
}
