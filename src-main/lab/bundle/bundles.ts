import { join } from 'node:path';

import type { BundleWritten, ImportResult } from '#shared/runs/bundle';

import type { ReadableDatabase } from '../../database/open';
import { runFolder } from '../folder/home';
import type { Recorder } from '../runs/recorder';
import { exportBundle, type BundleExport } from './export';
import { importBundle } from './import';

/** Runs of one lab for another. */
export interface Bundles {
  /** Writes runs that have ended into one file. @throws LabError `unknown-run`, `run-active`, `artefact-damaged`, `disk-full` */
  readonly exportBundle: (bundle: BundleExport) => Promise<BundleWritten>;
  /** Takes in the runs of such a file, under numbers of their own. @throws LabError `invalid-bundle`, `disk-full` */
  readonly importBundle: (file: string) => Promise<ImportResult>;
}

export function createBundles(options: {
  readonly reader: ReadableDatabase;
  readonly recorder: Pick<Recorder, 'importRuns'>;
  readonly home: string;
  /** Version of the lab. */
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}): Bundles {
  const { reader, recorder, home, code, now } = options;
  const folderOf = (id: number): string => runFolder(home, id);
  const stagingFolder = join(home, 'imports');
  return {
    exportBundle: (bundle) => exportBundle({ reader, folderOf, code, now: now() }, bundle),
    importBundle: (file) => importBundle({ reader, recorder, folderOf, stagingFolder, now: now() }, file),
  };
}
