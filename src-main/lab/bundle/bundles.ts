import { join } from 'node:path';

import type { BundleWritten, ImportResult } from '#shared/runs/bundle';

import type { ReadableDatabase } from '../../database/open';
import { runFolder } from '../folder/home';
import type { RunList } from '../runs/run-list';
import type { Recorder } from '../runs/recorder';
import { exportBundle, type BundleExport } from './export';
import { importBundle } from './import';
import { createStudy, type Study } from '../study/study';

/** Runs of one lab for another. */
export interface Bundles {
  /** Writes runs that have ended into one file. @throws LabError `unknown-run`, `run-active`, `artefact-damaged`, `disk-full` */
  readonly exportBundle: (bundle: BundleExport) => Promise<BundleWritten>;
  /** Takes in the runs of such a file, under numbers of their own. @throws LabError `invalid-bundle`, `disk-full` */
  readonly importBundle: (file: string) => Promise<ImportResult>;
  /** The finished runs that come with the lab. */
  readonly study: Study;
}

export function createBundles(options: {
  readonly reader: ReadableDatabase;
  readonly recorder: Pick<Recorder, 'importRuns'>;
  readonly home: string;
  /** Of the bundles that come with the lab. */
  readonly studyFolder: string;
  readonly runList: Pick<RunList, 'deleteForGood'>;
  /** Version of the lab. */
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}): Bundles {
  const { reader, recorder, home, studyFolder, runList, code, now } = options;
  const folderOf = (id: number): string => runFolder(home, id);
  const stagingFolder = join(home, 'imports');
  const take = (file: string, isStudy: boolean): Promise<ImportResult> =>
    importBundle({ reader, recorder, folderOf, stagingFolder, now: now(), isStudy }, file);
  return {
    exportBundle: (bundle) => exportBundle({ reader, folderOf, code, now: now() }, bundle),
    importBundle: (file) => take(file, false),
    study: createStudy({
      reader,
      folder: studyFolder,
      importBundle: (file) => take(file, true),
      remove: runList.deleteForGood,
    }),
  };
}
