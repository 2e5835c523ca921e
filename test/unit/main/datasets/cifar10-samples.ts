import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Header, type HeaderData } from 'tar';

import { RECORD_FILES } from '#main/datasets/cifar10';

/** Images in each file of the small copies that the tests make. */
export const RECORDS = 3;

/** One record by the book: the label, then three planes, from 32×32×3 channels-last pixels. */
export function encodeRecord(label: number, pixels: Uint8Array): Uint8Array {
  const record = new Uint8Array(3073);
  record[0] = label;
  for (let channel = 0; channel < 3; channel++) {
    for (let row = 0; row < 32; row++) {
      for (let column = 0; column < 32; column++) {
        record[1 + channel * 1024 + row * 32 + column] = pixels[(row * 32 + column) * 3 + channel] ?? 0;
      }
    }
  }
  return record;
}

/** The six files of a small CIFAR-10, by name. `shade` tells one copy from another. */
export function sampleFiles(shade = 1): Map<string, Buffer> {
  return new Map(
    RECORD_FILES.map((file, fileIndex) => {
      const records = Array.from({ length: RECORDS }, (_, record) =>
        encodeRecord((fileIndex * RECORDS + record) % 10, new Uint8Array(3072).fill(shade + fileIndex)),
      );
      return [file, Buffer.concat(records)];
    }),
  );
}

export async function writeFiles(folder: string, files: ReadonlyMap<string, Buffer>): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
  return folder;
}

export interface Member extends HeaderData {
  readonly path: string;
  readonly body?: Buffer;
}

/** A tar archive with exactly these members, however wicked: no tool stands between the test and the bytes. */
export function makeTar(members: readonly Member[]): Buffer {
  const blocks = members.flatMap(({ body = Buffer.alloc(0), ...data }) => {
    const header = new Header({ type: 'File', mode: 0o644, size: body.length, mtime: new Date(0), ...data });
    header.encode();
    return [header.block ?? Buffer.alloc(512), body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** The small CIFAR-10 as an archive laid out like the official one. */
export function sampleMembers(shade = 1): Member[] {
  const folder = 'cifar-10-batches-bin';
  const files = [...sampleFiles(shade)].map(([name, body]) => ({ path: `${folder}/${name}`, body }));
  return [{ path: `${folder}/`, type: 'Directory' }, ...files];
}
