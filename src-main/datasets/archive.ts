import { open } from 'node:fs/promises';

import { LabError } from '#shared/errors/errors';
import { FILE_KIND_BYTES, fileKind, type FileKind, type FileKindName } from '#shared/basics/file-kind';
import { reasonOf } from '#shared/errors/system-errors';

import type { UnpackOptions } from './archive-members';
import { unpackTar } from './tar-archive';
import { unpackZip } from './zip-archive';

/**
 * Writes the members of a .tar.gz, .tgz, .tar or .zip file that the gate admits into a folder, under the names that it gives
 * them. Other plain files are passed over. No name from the archive ever becomes a path.
 * @param target an empty folder
 * @throws LabError `invalid-request` for another kind of file; `dataset-damaged` for a broken archive, or for a member
 * that climbs out, is a link or a device, comes twice or is too large; `home-unusable` when writing fails;
 * the signal's reason when it is aborted
 */
export async function unpackArchive(archive: string, target: string, options: UnpackOptions): Promise<void> {
  const kind = fileKind(await firstBytes(archive));
  const { name } = kind;
  if (name === 'zip') await unpackZip(archive, target, options);
  // the first tar archives have no signature
  else if (name === 'gzip' || name === 'tar' || name === 'unknown') await unpackTar(archive, target, kind, options);
  else throw otherKind(archive, kind);
}

/** Archives that another program can unpack. */
const OTHER_ARCHIVES: ReadonlySet<FileKindName> = new Set(['xz', 'bzip2', 'zstd', '7z', 'rar']);

function otherKind(archive: string, { name, words }: FileKind): LabError {
  const advice = OTHER_ARCHIVES.has(name)
    ? 'Unpack it with the program that made it, and import the folder that comes out.'
    : 'Choose the archive of the dataset, or the folder that holds its files.';
  return new LabError(
    'invalid-request',
    `${archive} is ${words}; expected a .tar.gz, .tgz, .tar or .zip file. ${advice}`,
  );
}

async function firstBytes(archive: string): Promise<Uint8Array> {
  const handle = await open(archive).catch((error: unknown) => {
    throw new LabError(
      'invalid-request',
      `${archive} could not be opened: ${reasonOf(error)}; expected an archive that can be read. Check its path and permissions.`,
      error instanceof Error ? error.message : String(error),
    );
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(FILE_KIND_BYTES), 0, FILE_KIND_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
