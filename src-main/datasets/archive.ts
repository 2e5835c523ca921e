import { open } from 'node:fs/promises';

import { LabError } from '#shared/errors';
import { reasonOf } from '#shared/system-errors';

import type { UnpackOptions } from './archive-members';
import { unpackTar } from './tar-archive';
import { unpackZip } from './zip-archive';

/**
 * Writes the wanted members of a .tar.gz, .tgz, .tar or .zip file into a folder, under their bare names. Other plain
 * files are passed over. No name from the archive ever becomes a path.
 * @param target an empty folder
 * @throws LabError `invalid-request` for another kind of file; `dataset-damaged` for a broken archive, or for a member
 * that climbs out, is a link or a device, comes twice or is too large; `home-unusable` when writing fails;
 * the signal's reason when it is aborted
 */
export async function unpackArchive(archive: string, target: string, options: UnpackOptions): Promise<void> {
  const start = await firstBytes(archive);
  if (start.startsWith(ZIP_START)) {
    await unpackZip(archive, target, options);
    return;
  }
  const other = OTHER_KINDS.find(([, kindStart]) => start.startsWith(kindStart));
  if (other !== undefined) {
    throw new LabError(
      'invalid-request',
      `${archive} is in the format ${other[0]}; expected a .tar.gz, .tgz, .tar or .zip file. ` +
        'Unpack it with the program that made it, and import the folder that comes out.',
    );
  }
  await unpackTar(archive, target, options);
}

const ZIP_START = '504b';
const OTHER_KINDS: readonly (readonly [kind: string, firstBytes: string])[] = [
  ['xz', 'fd377a585a00'],
  ['bzip2', '425a68'],
  ['zstd', '28b52ffd'],
  ['7z', '377abcaf271c'],
];

/** In hex. */
async function firstBytes(archive: string): Promise<string> {
  const handle = await open(archive).catch((error: unknown) => {
    const reason = reasonOf(error);
    throw new LabError('invalid-request', `${archive} could not be read: ${reason}. Check its path and permissions.`);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.toString('hex', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
