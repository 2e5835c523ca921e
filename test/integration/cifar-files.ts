import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const CIFAR_RECORD_BYTES = 3073;
const RECORDS = 10_000;
const FILES = [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`).concat('test_batch.bin');

/** Writes CIFAR-10's six files at their true sizes: as many images of each class, and no two images alike. @returns the folder */
export async function writeCifarFiles(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const records = Buffer.alloc(RECORDS * CIFAR_RECORD_BYTES);
  for (const [place, file] of FILES.entries()) {
    for (let record = 0; record < RECORDS; record++) {
      records[record * CIFAR_RECORD_BYTES] = record % 10;
      records.writeUInt32LE(place * RECORDS + record, record * CIFAR_RECORD_BYTES + 1);
    }
    await writeFile(join(folder, file), records);
  }
  return folder;
}
