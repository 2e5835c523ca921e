import { join } from 'node:path';

import type { DatasetBytes, DatasetDefinition } from '#shared/datasets/datasets';

import type { LoadedDataset } from './dataset';
import type { RemoteFile } from './download';

/** What a folder holds, judged quickly: by the presence and the sizes of the files, and a few bytes at most. */
export type Inspection =
  /** None of the dataset's files is there. */
  | { readonly kind: 'missing' }
  /** The names of the files that make the dataset up. */
  | { readonly kind: 'complete'; readonly files: readonly string[] }
  | { readonly kind: 'damaged'; readonly problem: string };

export interface VerifyOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((doneBytes: number, totalBytes: number) => void) | undefined;
}

/** What the content of a dataset's files tells, beyond that it is what it should be. */
export interface Verdict {
  /** By what is known of the official images; *unknown* where that does not tell. */
  readonly bytes: DatasetBytes;
  /** Test images that are training images too, pixel by pixel. */
  readonly sharedImages: number;
}

export interface DatasetDownload {
  /** One archive, or the files themselves. */
  readonly files: readonly RemoteFile[];
  /** True where other datasets come out of the same files, so that they are kept. */
  readonly keep: boolean;
}

/** A dataset that lies in files: all that finding, installing, importing and reading it has to know. */
export interface StoredDataset {
  readonly facts: DatasetDefinition;
  /** Datasets of one family come out of the same download, and are installed one at a time. */
  readonly family: string;
  readonly download: DatasetDownload;
  /** The files that a person would look for. */
  readonly fileNames: readonly string[];
  /** Where they may lie inside a folder or an archive, other than at its top; with forward slashes. */
  readonly folders: readonly string[];
  /** Where a package of the system puts them. */
  readonly systemFolders: readonly string[];
  /** What import accepts, and other ways to get the dataset: a sentence for the user. */
  readonly advice: string;
  /** What may be taken out of an archive: names, and the most bytes that each may have. */
  readonly members: ReadonlyMap<string, number>;
  /** Those of the members that the dataset can do without. */
  readonly extras: readonly string[];
  /** The most room that the files need. */
  readonly bytes: number;
  readonly inspect: (folder: string) => Promise<Inspection>;
  /**
   * Holds every file of a folder against what it should be, without keeping the images, and looks for images that come
   * more than once.
   * @throws LabError `dataset-missing`, `dataset-damaged`; the signal's reason when it is aborted
   */
  readonly verify: (folder: string, options?: VerifyOptions) => Promise<Verdict>;
  /** @throws LabError `dataset-missing`, `dataset-damaged` */
  readonly read: (folder: string) => Promise<LoadedDataset>;
}

/** A folder in which files of a dataset were found. */
export interface FoundFolder {
  readonly folder: string;
  readonly inspection: Exclude<Inspection, { readonly kind: 'missing' }>;
}

/**
 * Looks for a dataset in a folder and in those inside it that are usual. The first whole copy counts; a damaged one
 * only where there is no whole one. Null where not a file of it is there.
 */
export async function findFolder(dataset: StoredDataset, folder: string): Promise<FoundFolder | null> {
  let damaged: FoundFolder | null = null;
  for (const candidate of [folder, ...dataset.folders.map((inside) => join(folder, inside))]) {
    const inspection = await dataset.inspect(candidate);
    if (inspection.kind === 'complete') return { folder: candidate, inspection };
    if (inspection.kind === 'damaged') damaged ??= { folder: candidate, inspection };
  }
  return damaged;
}
