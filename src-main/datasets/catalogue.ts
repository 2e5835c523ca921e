import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { DatasetInfo, DatasetName, InstallProgress } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';
import type { DatasetStorage } from '#shared/contract/inspection';

import { prepareFolder, sizeOf } from './disk';
import { downloadInto } from './download-files';
import { createFinder, type Finder } from './finder';
import { importDataset, type ReportProgress } from './import';
import { storedSource, type DatasetSource } from './source';
import { SOURCES } from './sources';
import { refuseChanged, rememberVerified, stampsOf, type FileStamp } from './stamp';
import type { StoredDataset, Verdict } from './stored-dataset';

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
  const { datasets = [], fetch } = options;
  const finder = createFinder({
    // folders are handed to other processes, which may have been started elsewhere
    home: resolve(options.home),
    dataFolder: options.dataFolder ? resolve(options.dataFolder) : null,
  });
  const others = new Map(datasets.map((dataset) => [dataset.facts.name, storedSource(dataset)]));
  const sourceOf = (name: string): DatasetSource => others.get(name) ?? knownSource(name);
  const info = async (name: string): Promise<DatasetInfo> => {
    const { facts, files } = sourceOf(name);
    return { facts, state: files === null ? { kind: 'built-in' } : await finder.stateOf(files) };
  };
  const folderOf = async (name: string): Promise<string | null> => {
    const { files } = sourceOf(name);
    if (files === null) return null;
    const folder = await finder.placeOf(files);
    await refuseChanged(finder.record, folder);
    return folder;
  };
  const alone = oneAtATime(finder);
  const changed = async (name: string, work: (dataset: StoredDataset) => Promise<Verdict>): Promise<DatasetInfo> => {
    await alone(sourceOf(name), work);
    return info(name);
  };

  return {
    list: async () => Promise.all(SOURCES.kinds().map(info)),
    info,
    folderOf,
    install: async (name, given) => changed(name, (dataset) => install(finder, dataset, { ...given, fetch })),
    importFrom: async (name, path, { signal, onProgress } = {}) =>
      changed(name, (dataset) => {
        const report = sparingly(dataset.facts.name, onProgress);
        return importDataset(dataset, path, finder.installed(dataset), { signal, onProgress: report });
      }),
    verify: async (name, { signal, onProgress } = {}) =>
      changed(name, async (dataset) => {
        const report = sparingly(dataset.facts.name, onProgress);
        const folder = await finder.placeOf(dataset);
        return dataset.verify(folder, { signal, onProgress: (done, total) => report('verifying', done, total) });
      }),
    stampsOf: async (name) => {
      const { files } = sourceOf(name);
      const folder = await folderOf(name);
      return files === null || folder === null ? [] : stampsOf(folder, await finder.filesIn(files, folder));
    },
    storageOf: async (name) => storageOf(finder, sourceOf(name).files),
  };
}

/** @throws LabError `unknown-dataset` */
function knownSource(given: string): DatasetSource {
  const source = SOURCES.find(given);
  if (source !== undefined) return source;
  throw new LabError(
    'unknown-dataset',
    `Received the dataset "${given}"; expected one that the lab knows: ${SOURCES.kinds().join(', ')}. ` +
      'Where an extension brings it, name that in SIAMESE_LAB_EXTENSIONS.',
  );
}

/**
 * Works on the files of one dataset of a family at a time, so that two never write the same, and writes down what was
 * verified.
 */
function oneAtATime(
  finder: Finder,
): (source: DatasetSource, work: (dataset: StoredDataset) => Promise<Verdict>) => Promise<void> {
  /** The titles of what is being installed, by family. */
  const busy = new Map<string, string>();
  return async ({ facts: { title }, files }, work) => {
    if (files === null) {
      throw new LabError('invalid-request', `${title} is built in: the lab draws it itself. Use it as it is.`);
    }
    const { family } = files;
    const other = busy.get(family);
    if (other !== undefined) {
      throw new LabError(
        'invalid-request',
        `${other} is being installed or verified already. Wait for that, or cancel it first.`,
      );
    }
    busy.set(family, title);
    try {
      await remember(finder, files, await work(files));
    } finally {
      busy.delete(family);
    }
  };
}

/** What was just verified; a folder that cannot be written to is no reason to refuse it. */
async function remember(finder: Finder, dataset: StoredDataset, verdict: Verdict): Promise<void> {
  const folder = await finder.placeOf(dataset);
  await prepareFolder(finder.folder, 0);
  await rememberVerified(finder.record, { folder, files: await finder.filesIn(dataset, folder), verdict }, Date.now());
}

async function install(
  finder: Finder,
  dataset: StoredDataset,
  { signal, onProgress, fetch }: InstallOptions & Pick<CatalogueOptions, 'fetch'>,
): Promise<Verdict> {
  const { name } = dataset.facts;
  const report = sparingly(name, onProgress);
  const folder = join(finder.folder, `${dataset.family}.download`);
  const source = await downloadInto(folder, dataset, {
    signal,
    onProgress: report,
    onWaiting: (waiting) => onProgress?.({ dataset: name, phase: 'downloading', doneBytes: 0, waiting }),
    fetch,
  });
  const verdict = await importDataset(dataset, source, finder.installed(dataset), { signal, onProgress: report });
  if (!dataset.download.keep) await rm(folder, { recursive: true, force: true });
  return verdict;
}

async function storageOf(finder: Finder, dataset: StoredDataset | null): Promise<DatasetStorage> {
  if (dataset === null) return { folder: null, bytes: 0 };
  const folder = await finder.placeOf(dataset);
  const files = await finder.filesIn(dataset, folder);
  const sizes = await Promise.all(files.map(async (file) => (await sizeOf(join(folder, file))) ?? 0));
  return { folder, bytes: sizes.reduce((sum, size) => sum + size, 0) };
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
