import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { hashOfFile, publishedHash, type RemoteFile } from './download';
import { sizeOf } from './disk';

/**
 * Whether an archive, or the files in a folder, are those that the dataset's authors publish, by their checksums. What
 * has another size is not read.
 */
export async function isOfficialDownload(
  source: string,
  remotes: readonly RemoteFile[],
  signal?: AbortSignal,
): Promise<boolean> {
  const isFolder = (await stat(source)).isDirectory();
  if (isFolder !== remotes.length > 1) return false;
  for (const remote of remotes) {
    const path = isFolder ? join(source, basename(new URL(remote.url).pathname)) : source;
    if ((await sizeOf(path)) !== remote.bytes) return false;
    const [algorithm, expected] = publishedHash(remote);
    if ((await hashOfFile(algorithm, path, () => signal?.throwIfAborted())) !== expected) return false;
  }
  return true;
}
