import { join } from 'node:path';

import { download, type DownloadOptions } from './download';
import type { StoredDataset } from './stored-dataset';

/**
 * Downloads what a dataset comes in, checks every file, and leaves it in a folder.
 * @returns what to import from: the archive, or the folder where the dataset comes in several files
 */
export async function downloadInto(folder: string, dataset: StoredDataset, options: DownloadOptions): Promise<string> {
  const { files } = dataset.download;
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const names = files.map(({ url }) => join(folder, new URL(url).pathname.split('/').at(-1) ?? ''));
  let before = 0;
  for (const [index, file] of files.entries()) {
    await download(file, names[index] ?? '', {
      ...options,
      // the files that are still to come need room as well
      spareBytes: dataset.bytes + total - before - file.bytes,
      onProgress: (phase, done) => options.onProgress?.(phase, before + done, total),
    });
    before += file.bytes;
  }
  return files.length === 1 ? (names[0] ?? folder) : folder;
}
