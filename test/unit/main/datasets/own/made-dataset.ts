import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { imagesHeader } from '#main/datasets/own/images-file';
import { readRecord, recordText, type OwnDatasetFile } from '#main/datasets/own/record';
import type { OwnRecord } from '#shared/datasets/own';

import { temporaryFolder } from '../temporary-folder';

interface MadeSet {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** Three images to train on and two to test on, of 2 × 2. */
export const IMAGES: Readonly<Record<'train' | 'test', MadeSet>> = {
  train: { images: Uint8Array.from({ length: 12 }, (_, place) => place), labels: Uint8Array.of(0, 1, 0) },
  test: { images: Uint8Array.from({ length: 8 }, (_, place) => 100 + place), labels: Uint8Array.of(1, 0) },
};

export function recordOf(name: string): OwnRecord {
  return {
    plan: { name, title: 'Made', side: 8, fit: 'crop', colours: 'grey', split: 'random', testShare: 0.2, seed: 1 },
    source: '/somewhere/pictures',
    importedAt: 1,
    unreadable: 0,
    duplicates: { count: 0, across: 0 },
    lookAlikes: 0,
  };
}

/** A dataset of a person's own, as an import writes it. */
export async function madeDataset(
  sets = IMAGES,
  { name = 'made', parent }: { readonly name?: string; readonly parent?: string } = {},
): Promise<{ readonly folder: string; readonly file: OwnDatasetFile }> {
  const folder = join(parent ?? (await temporaryFolder()), name);
  await mkdir(folder, { recursive: true });
  const imageShape = [2, 2, 1] as const;
  const counts = { train: sets.train.labels.length, test: sets.test.labels.length };
  const header = imagesHeader({ train: { count: counts.train, imageShape }, test: { count: counts.test, imageShape } });
  const bytes = Buffer.concat([header, sets.train.images, sets.train.labels, sets.test.images, sets.test.labels]);
  await writeFile(join(folder, 'images.safetensors'), bytes);
  const facts = {
    name,
    title: 'Made',
    imageShape,
    classNames: ['a', 'b'],
    trainCount: counts.train,
    testCount: counts.test,
  };
  const images = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  await writeFile(
    join(folder, 'dataset.json'),
    recordText({ facts: { ...facts, imageShape: [...imageShape] }, images, record: recordOf(name) }),
  );
  const file = readRecord(folder);
  if (file === null) throw new Error('What was written is no dataset.');
  return { folder, file };
}
