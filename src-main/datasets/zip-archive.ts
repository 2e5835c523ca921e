import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import { openPromise, type Entry, type ZipFile } from 'yauzl';

import { LabError } from '#shared/errors/errors';

import { zipProblem } from '../formats/zip-problem';
import { brokenArchive, refusal, type UnpackOptions } from './archive-members';
import { orHomeUnusable } from './disk';

/** The system that an entry was made on, and its bits for the type of a file: PKWARE's APPNOTE 4.4.2, and stat(2). */
const MADE_ON_UNIX = 3;
const TYPE_BITS = 0o170000;
const LINK_BITS = 0o120000;

/** Unpacks a zip file as `unpackArchive` says. */
export async function unpackZip(archive: string, target: string, options: UnpackOptions): Promise<void> {
  try {
    const zip = await openPromise(archive, { autoClose: false, strictFileNames: true });
    try {
      const wanted = await findWanted(zip, options);
      const total = [...wanted.values()].reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
      let before = 0;
      for (const [name, entry] of wanted) {
        await unpackEntry(
          zip,
          entry,
          { archive, path: join(target, name), isPassing: options.isPassing === true },
          (done) => {
            options.signal?.throwIfAborted();
            options.onProgress?.(before + done, total);
          },
        );
        before += entry.uncompressedSize;
      }
    } finally {
      zip.close();
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    // names that climb out are refused by yauzl itself
    throw error instanceof LabError ? error : brokenArchive(archive, zipProblem(error), error);
  }
}

async function findWanted(zip: ZipFile, { admit }: UnpackOptions): Promise<ReadonlyMap<string, Entry>> {
  const wanted = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    const name = admit({ path: entry.fileName, size: entry.uncompressedSize, type: typeOf(entry) });
    if (name !== null) wanted.set(name, entry);
  }
  return wanted;
}

/** yauzl stops at an entry that unpacks to more or less than it says; its checksum is ours to check. */
async function unpackEntry(
  zip: ZipFile,
  entry: Entry,
  { archive, path, isPassing }: { readonly archive: string; readonly path: string; readonly isPassing: boolean },
  onBytes: (done: number) => void,
): Promise<void> {
  const file = await orHomeUnusable(path, open(path, 'wx'));
  try {
    let done = 0;
    let checksum = 0;
    // read from at once: it may fail at any time from here on, and somebody has to be listening
    const stream: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) {
      await orHomeUnusable(path, file.appendFile(chunk));
      checksum = crc32(chunk, checksum);
      done += chunk.length;
      onBytes(done);
    }
    if (checksum !== entry.crc32)
      throw refusal(archive, entry.fileName, 'has a wrong checksum', 'the one that is listed');
    if (!isPassing) await orHomeUnusable(path, file.sync());
  } finally {
    await file.close();
  }
}

function typeOf({ fileName, versionMadeBy, externalFileAttributes }: Entry): string {
  if (fileName.endsWith('/')) return 'Directory';
  const isLink = versionMadeBy >>> 8 === MADE_ON_UNIX && ((externalFileAttributes >>> 16) & TYPE_BITS) === LINK_BITS;
  return isLink ? 'SymbolicLink' : 'File';
}
