import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { z } from 'zod';

import type { DatasetFindings } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';

import { putContent } from '../files/whole-file';
import type { Verdict } from './stored-dataset';

/** A file as it was when somebody looked. */
export interface FileStamp {
  /** Within the dataset's folder. */
  readonly file: string;
  readonly bytes: number;
  /** Milliseconds since 1970, by the clock of the disk. */
  readonly modifiedAt: number;
}

const recordSchema = z.record(
  z.string(),
  z.object({
    verifiedAt: z.number(),
    /** Left out by labs that did not look for it yet. */
    verdict: z.object({ bytes: z.enum(['official', 'not-official', 'unknown']), sharedImages: z.number() }).optional(),
    files: z.array(z.object({ file: z.string(), bytes: z.number(), modifiedAt: z.number(), sha256: z.string() })),
  }),
);
/** What was verified, by the folder in which it lies. */
type Verified = z.infer<typeof recordSchema>;

export async function stampsOf(folder: string, files: readonly string[]): Promise<readonly FileStamp[]> {
  return Promise.all(
    files.map(async (file) => {
      const { size, mtimeMs } = await stat(join(folder, file));
      return { file, bytes: size, modifiedAt: mtimeMs };
    }),
  );
}

/**
 * Holds files against what they were when the run was given to its training process.
 * @throws LabError `dataset-damaged`
 */
export async function refuseTouched(folder: string, stamps: readonly FileStamp[]): Promise<void> {
  for (const { file, bytes, modifiedAt } of stamps) {
    const path = join(folder, file);
    const found = await stat(path).catch(() => undefined);
    if (found?.size === bytes && found.mtimeMs === modifiedAt) continue;
    const now = found === undefined ? 'it is gone' : `it has ${found.size} bytes of ${timeText(found.mtimeMs)}`;
    throw new LabError(
      'dataset-damaged',
      `${path} was changed while the run was loading it: ${now}; expected ${bytes} bytes of ${timeText(modifiedAt)}. ` +
        'Verify the dataset, and try the run again.',
    );
  }
}

/** A dataset that was just verified. */
export interface VerifiedFolder {
  readonly folder: string;
  readonly files: readonly string[];
  readonly verdict: Verdict;
}

/**
 * Writes down what the files of a dataset are, for `refuseChanged`, and what was found in them.
 * @param record the file that keeps it
 */
export async function rememberVerified(
  record: string,
  { folder, files, verdict }: VerifiedFolder,
  now: number,
): Promise<void> {
  const stamps = await stampsOf(folder, files);
  const hashed = [];
  for (const stamp of stamps) hashed.push({ ...stamp, sha256: await hashOf(join(folder, stamp.file)) });
  const earlier = await readRecord(record);
  const hashesOf = (list: readonly { readonly sha256: string }[] = []): string =>
    list.map(({ sha256 }) => sha256).join();
  // the archive that proved it is gone, but the files are the same
  const isStillOfficial =
    earlier[folder]?.verdict?.bytes === 'official' && hashesOf(earlier[folder].files) === hashesOf(hashed);
  const kept = isStillOfficial ? ({ ...verdict, bytes: 'official' } as const) : verdict;
  const verified: Verified = { ...earlier, [folder]: { verifiedAt: now, verdict: kept, files: hashed } };
  await putContent(record, JSON.stringify(verified, null, 1));
}

/**
 * Holds the files of a dataset against what they were when they were verified, if ever they were. A file of another time
 * is read, and one with the same bytes is the same.
 * @throws LabError `dataset-damaged`
 */
export async function refuseChanged(record: string, folder: string): Promise<void> {
  const verified = (await readRecord(record))[folder];
  if (verified === undefined) return;
  for (const { file, bytes, modifiedAt, sha256 } of verified.files) {
    const path = join(folder, file);
    const found = await stat(path).catch(() => undefined);
    if (found?.size === bytes && found.mtimeMs === modifiedAt) continue;
    const now = found === undefined ? 'nothing' : await hashOf(path);
    if (now === sha256) continue;
    throw new LabError(
      'dataset-damaged',
      `${path} was changed after it was verified on ${timeText(verified.verifiedAt)}: received sha256 ${now}, expected ${sha256}. ` +
        'Install or import the dataset again; where the change was meant, verify it again.',
    );
  }
}

/** What the last verification of a folder found; undefined where there was none, or where a file has changed since. */
export async function findingsOf(record: string, folder: string): Promise<DatasetFindings | undefined> {
  const verified = (await readRecord(record))[folder];
  if (verified?.verdict === undefined) return undefined;
  for (const { file, bytes, modifiedAt } of verified.files) {
    const found = await stat(join(folder, file)).catch(() => undefined);
    if (found?.size !== bytes || found.mtimeMs !== modifiedAt) return undefined;
  }
  return { ...verified.verdict, verifiedAt: verified.verifiedAt };
}

async function readRecord(record: string): Promise<Verified> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(record, 'utf8')));
  } catch {
    return {};
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function timeText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
