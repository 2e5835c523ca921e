import { mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { LabError } from '#shared/errors/errors';

import { orNotWritten } from '../folder/written-file';

/** A file of a report, by its path within the folder. */
export interface ReportFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/**
 * Refuses a place that holds something. An empty folder is taken.
 * @throws LabError `file-not-written`
 */
export async function requireFreeFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found === null) return;
  if (found.isDirectory() && (await readdir(folder)).length === 0) return;
  throw new LabError(
    'file-not-written',
    `${folder} is there already${found.isDirectory() ? ' and is not empty' : ''}; a report is written into a folder of its own. Name another one, or take that one away first.`,
  );
}

/**
 * Writes all files into a folder aside, which gets its name once all is there: there is a whole report, or none.
 * @param finish makes what is made from the files, in the folder aside
 * @returns what `finish` gave
 * @throws LabError `file-not-written`, `disk-full`
 */
export async function writeReportFolder<Finished>(
  folder: string,
  files: readonly ReportFile[],
  finish: (aside: string) => Promise<Finished>,
): Promise<Finished> {
  await requireFreeFolder(folder);
  const aside = `${folder}.part-${process.pid}`;
  try {
    await orNotWritten(folder, writeAll(aside, files));
    const finished = await finish(aside);
    await requireFreeFolder(folder);
    await rmdir(folder).catch(() => undefined);
    await orNotWritten(folder, rename(aside, folder));
    return finished;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function writeAll(aside: string, files: readonly ReportFile[]): Promise<void> {
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside);
  for (const folder of new Set(files.map(({ path }) => dirname(path)))) {
    await mkdir(join(aside, folder), { recursive: true });
  }
  for (const { path, content } of files) await writeFile(join(aside, path), content);
}
