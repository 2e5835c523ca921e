import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import {
  DATASET_NAMES,
  DATASETS,
  type DatasetInfo,
  type DatasetName,
  type DatasetState,
  type InstallProgress,
} from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';
import type { DatasetStorage } from '#shared/contract/inspection';

import { prepareFolder, sizeOf } from './disk';
import { downloadInto } from './download-files';
import { importDataset, type ReportProgress } from './import';
import { findingsOf, refuseChanged, rememberVerified, stampsOf, type FileStamp } from './stamp';
import { findFolder, type StoredDataset, type Verdict } from './stored-dataset';
import { STORED_DATASETS } from './stored-datasets';

export interface CatalogueOptions {
  /** The lab's folder: what is installed goes into `datasets` inside it. */
  readonly home: string;
  /** What SIAMESE_LAB_DATA names: a folder of the user's own, which is read and never written. */
  readonly dataFolder?: string | null | undefined;
  /** @default the global fetch */
  readonly fetch?: typeof fetch | undefined;
  /** In the place of the official ones of the same names. */
  readonly datasets?: readonly StoredDataset[] | undefined;
}

export interface InstallOptions {
  /** Aborted, the promise is rejected with the signal's reason; what was downloaded is kept for the next time. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: InstallProgress) => void) | undefined;
}

/** Which datasets there are, where they lie, and how they get there. Every name may be a stranger's: `unknown-dataset`. */
export interface Catalogue {
  /** Quick: looks at the presence and the sizes of files, and leaves their content to whoever loads them. */
  readonly list: () => Promise<readonly DatasetInfo[]>;
  readonly info: (name: string) => Promise<DatasetInfo>;
  /**
   * For `loadDataset`: null for a built-in one.
   * @throws LabError `dataset-missing`; `dataset-damaged` also where it is not any more what was once verified
   */
  readonly folderOf: (name: string) => Promise<string | null>;
  /** Downloads, checks, unpacks and verifies, anew where it is installed already. */
  readonly install: (name: string, options?: InstallOptions) => Promise<DatasetInfo>;
  /** Copies and verifies the files of an archive or a folder, which stay as they are. */
  readonly importFrom: (name: string, path: string, options?: InstallOptions) => Promise<DatasetInfo>;
  /** Reads every file of an installed one and holds it against what it should be. @throws LabError `dataset-missing`, `dataset-damaged` */
  readonly verify: (name: string, options?: InstallOptions) => Promise<DatasetInfo>;
  /** The files of an installed one as they are now, for `loadDataset`. @throws LabError as `folderOf` */
  readonly stampsOf: (name: string) => Promise<readonly FileStamp[]>;
  /** Where it lies and the room that it takes. */
  readonly storageOf: (name: string) => Promise<DatasetStorage>;
}

export function createCatalogue(options: CatalogueOptions): Catalogue {
  // folders are handed to other processes, which may have been started elsewhere
  const home = resolve(options.home);
  const dataFolder = options.dataFolder ? resolve(options.dataFolder) : null;
  const others = (options.datasets ?? []).map((dataset) => [dataset.facts.name, dataset] as const);
  const stored = new Map([...STORED_DATASETS, ...others]);
  /** The titles of what is being installed, by family. */
  const busy = new Map<string, string>();
  /** What was verified, and when. */
  const record = join(home, 'datasets', 'verified.json');

  const installed = ({ facts }: StoredDataset): string => join(home, 'datasets', facts.name);

  const placesOf = (dataset: StoredDataset): readonly string[] => [
    installed(dataset),
    ...(dataFolder === null ? [] : [dataFolder]),
    ...dataset.systemFolders,
  ];

  const stateOf = async (dataset: StoredDataset): Promise<DatasetState> => {
    let damaged: DatasetState | null = null;
    for (const folder of placesOf(dataset)) {
      const found = await findFolder(dataset, folder);
      if (found?.inspection.kind === 'complete') {
        const findings = await findingsOf(record, found.folder);
        return { kind: 'installed', folder: found.folder, ...(findings === undefined ? {} : { findings }) };
      }
      if (found?.inspection.kind === 'damaged') {
        damaged ??= { kind: 'damaged', folder: found.folder, problem: found.inspection.problem };
      }
    }
    return damaged ?? { kind: 'missing' };
  };

  const info = async (given: string): Promise<DatasetInfo> => {
    const name = knownName(given);
    const dataset = stored.get(name);
    if (dataset === undefined) return { facts: DATASETS[name], state: { kind: 'built-in' } };
    return { facts: dataset.facts, state: await stateOf(dataset) };
  };

  /** Where it lies, whole as far as a quick look tells. */
  const placeOf = async (given: string): Promise<string | null> => {
    const dataset = stored.get(knownName(given));
    if (dataset === undefined) return null;
    const state = await stateOf(dataset);
    if (state.kind === 'installed') return state.folder;
    const { title } = dataset.facts;
    if (state.kind === 'damaged') {
      throw new LabError('dataset-damaged', `${title} is damaged: ${state.problem} ${waysToGet(dataset)}`);
    }
    const looked = placesOf(dataset).join(' and ');
    throw new LabError('dataset-missing', `${title} was not found in ${looked}. ${waysToGet(dataset)}`);
  };

  const folderOf = async (name: string): Promise<string | null> => {
    const folder = await placeOf(name);
    if (folder !== null) await refuseChanged(record, folder);
    return folder;
  };

  const filesIn = async (dataset: StoredDataset, folder: string): Promise<readonly string[]> => {
    const inspection = await dataset.inspect(folder);
    return inspection.kind === 'complete' ? inspection.files : [];
  };

  /** One at a time for each family, so that two never write the same files. */
  const alone = async (given: string, work: (dataset: StoredDataset) => Promise<Verdict>): Promise<DatasetInfo> => {
    const name = knownName(given);
    const dataset = stored.get(name);
    const { title } = DATASETS[name];
    if (dataset === undefined) {
      throw new LabError('invalid-request', `${title} is built in: the lab draws it itself. Use it as it is.`);
    }
    const { family } = dataset;
    const other = busy.get(family);
    if (other !== undefined) {
      throw new LabError(
        'invalid-request',
        `${other} is being installed or verified already. Wait for that, or cancel it first.`,
      );
    }
    busy.set(family, title);
    try {
      const verdict = await work(dataset);
      await remember(name, dataset, verdict);
    } finally {
      busy.delete(family);
    }
    return info(name);
  };

  /** What was just verified; a folder that cannot be written to is no reason to refuse it. */
  const remember = async (name: DatasetName, dataset: StoredDataset, verdict: Verdict): Promise<void> => {
    const folder = await placeOf(name);
    if (folder === null) return;
    await prepareFolder(join(home, 'datasets'), 0);
    await rememberVerified(record, { folder, files: await filesIn(dataset, folder), verdict }, Date.now());
  };

  return {
    list: async () => Promise.all(DATASET_NAMES.map(info)),
    info,
    folderOf,
    install: async (name, { signal, onProgress } = {}) =>
      alone(name, async (dataset) => {
        const report = sparingly(dataset.facts.name, onProgress);
        const folder = join(home, 'datasets', `${dataset.family}.download`);
        const source = await downloadInto(folder, dataset, {
          signal,
          onProgress: report,
          onWaiting: (waiting) =>
            onProgress?.({ dataset: dataset.facts.name, phase: 'downloading', doneBytes: 0, waiting }),
          fetch: options.fetch,
        });
        const verdict = await importDataset(dataset, source, installed(dataset), { signal, onProgress: report });
        if (!dataset.download.keep) await rm(folder, { recursive: true, force: true });
        return verdict;
      }),
    importFrom: async (name, path, { signal, onProgress } = {}) =>
      alone(name, async (dataset) => {
        const report = sparingly(dataset.facts.name, onProgress);
        return importDataset(dataset, path, installed(dataset), { signal, onProgress: report });
      }),
    verify: async (name, { signal, onProgress } = {}) =>
      alone(name, async (dataset) => {
        const report = sparingly(dataset.facts.name, onProgress);
        const folder = (await placeOf(name)) ?? '';
        return dataset.verify(folder, { signal, onProgress: (done, total) => report('verifying', done, total) });
      }),
    stampsOf: async (name) => {
      const dataset = stored.get(knownName(name));
      const folder = await folderOf(name);
      return dataset === undefined || folder === null ? [] : stampsOf(folder, await filesIn(dataset, folder));
    },
    storageOf: async (name) => {
      const dataset = stored.get(knownName(name));
      const folder = await placeOf(name);
      if (dataset === undefined || folder === null) return { folder: null, bytes: 0 };
      const files = await filesIn(dataset, folder);
      const sizes = await Promise.all(files.map(async (file) => (await sizeOf(join(folder, file))) ?? 0));
      return { folder, bytes: sizes.reduce((sum, size) => sum + size, 0) };
    },
  };
}

function knownName(given: string): DatasetName {
  const name = DATASET_NAMES.find((candidate) => candidate === given);
  if (name !== undefined) return name;
  throw new LabError(
    'unknown-dataset',
    `Received the dataset "${given}"; expected one that the lab knows: ${DATASET_NAMES.join(', ')}.`,
  );
}

function waysToGet({ facts, advice }: StoredDataset): string {
  return (
    `Install it in the app under Datasets or with "npm run lab -- datasets install ${facts.name}", import a copy, or name ` +
    `the folder that holds it in SIAMESE_LAB_DATA. ${advice}`
  );
}

/** Tells of a phase at most about a thousand times, however small the pieces are that it comes in. */
function sparingly(dataset: DatasetName, onProgress: InstallOptions['onProgress']): ReportProgress {
  let toldPhase = '';
  let toldBytes = 0;
  return (phase, doneBytes, totalBytes) => {
    const worthTelling = doneBytes === totalBytes || doneBytes - toldBytes >= totalBytes / 1000;
    if (phase === toldPhase && doneBytes >= toldBytes && !worthTelling) return;
    toldPhase = phase;
    toldBytes = doneBytes;
    onProgress?.({ dataset, phase, doneBytes, totalBytes });
  };
}
