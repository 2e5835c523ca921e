import { constants } from 'node:fs';
import { copyFile, mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import type { InstallProgress } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';

import { unpackArchive } from './archive';
import { createGate } from './archive-members';
import { flush } from '../files/flush';
import { orHomeUnusable, prepareFolder, sizeOf } from './disk';
import { isOfficialDownload } from './official-download';
import { replaceFolder, withStage } from './stage';
import { findFolder, type StoredDataset, type Verdict } from './stored-dataset';

export type ReportProgress = (phase: InstallProgress['phase'], doneBytes: number, totalBytes: number) => void;

export interface ImportOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ReportProgress | undefined;
}

/**
 * Puts a dataset in the place of whatever `target` holds, from an archive or a folder, which stay as they are.
 * Everything is verified beside the target first; on any failure the target keeps what it had.
 * @returns what the verification found
 * @throws LabError `invalid-request`, `dataset-missing`, `dataset-damaged`, `home-unusable`;
 * the signal's reason when it is aborted
 */
export async function importDataset(
  dataset: StoredDataset,
  source: string,
  target: string,
  options: ImportOptions = {},
): Promise<Verdict> {
  const { signal, onProgress } = options;
  const found = await stat(source).catch(() => null);
  if (found === null || !(found.isFile() || found.isDirectory())) {
    throw new LabError(
      'invalid-request',
      `There is no file or folder at ${source}; expected an archive or a folder of ${dataset.facts.title}. Check the path.`,
    );
  }
  await prepareFolder(dirname(target), dataset.bytes);
  return withStage(target, async (stage) => {
    const fresh = join(stage, 'new');
    await mkdir(fresh);
    if (found.isDirectory()) await copyFolder(dataset, source, fresh, options);
    else await unpackFile(dataset, source, fresh, options);
    const verdict = await dataset.verify(fresh, {
      signal,
      onProgress: (done, total) => onProgress?.('verifying', done, total),
    });
    const isOfficial = await isOfficialDownload(source, dataset.download.files, signal);
    signal?.throwIfAborted();
    await replaceFolder(target, fresh, join(stage, 'old'));
    return isOfficial ? { ...verdict, bytes: 'official' } : verdict;
  });
}

async function unpackFile(
  dataset: StoredDataset,
  source: string,
  fresh: string,
  { signal, onProgress }: ImportOptions,
): Promise<void> {
  const { folders, members } = dataset;
  const report = (done: number, total: number): void => onProgress?.('unpacking', done, total);
  const admit = createGate(source, { folders, members });
  await unpackArchive(source, fresh, { admit, signal, onProgress: report });
  if ((await dataset.inspect(fresh)).kind === 'missing') throw holdsNothing(dataset, `The archive ${source}`);
}

async function copyFolder(
  dataset: StoredDataset,
  source: string,
  fresh: string,
  { signal, onProgress }: ImportOptions,
): Promise<void> {
  const found = await findFolder(dataset, source);
  if (found === null) throw holdsNothing(dataset, `The folder ${source}`);
  if (found.inspection.kind === 'damaged') {
    throw new LabError('dataset-damaged', `${found.inspection.problem} Choose a whole copy. ${dataset.advice}`);
  }
  const paths = found.inspection.files.map((file) => join(found.folder, file));
  const sizes = await Promise.all(paths.map(async (path) => (await sizeOf(path)) ?? 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let done = 0;
  for (const [index, path] of paths.entries()) {
    signal?.throwIfAborted();
    await copyInto(fresh, path);
    done += sizes[index] ?? 0;
    onProgress?.('unpacking', done, total);
  }
  for (const extra of dataset.extras) {
    const size = await sizeOf(join(found.folder, extra));
    if (size !== null && size <= (dataset.members.get(extra) ?? 0)) await copyInto(fresh, join(found.folder, extra));
  }
}

function holdsNothing({ facts, folders, fileNames, advice }: StoredDataset, what: string): LabError {
  return new LabError(
    'dataset-missing',
    `${what} holds no file of ${facts.title}, nor does ${folders.join(' or ')} inside it; ` +
      `expected ${fileNames.join(', ')}. ${advice}`,
  );
}

async function copyInto(folder: string, path: string): Promise<void> {
  const copy = join(folder, basename(path));
  await orHomeUnusable(copy, copyFile(path, copy, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE));
  await flush(copy);
}
