import { createHash, type Hash } from 'node:crypto';
import { open, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { csvLine } from '#shared/basics/csv';
import { createRandom, deriveSeed, permutation } from '#shared/basics/random';
import type { DatasetFacts } from '#shared/datasets/datasets';
import { LabError, toFailure } from '#shared/errors/errors';

import { orHomeUnusable } from '../datasets/disk';
import { imagesHeader } from '../datasets/own/images-file';
import { IMAGES_FILE, RECORD_FILE, recordText, SOURCES_FILE } from '../datasets/own/record';
import type { Side } from '../datasets/own/assign-split';
import type { Tensorflow } from '../engine/tensorflow';
import { decodeImage } from './decode-image';
import { differenceHash } from './look-alikes';
import { shapeImage } from './shape-image';
import { readPicture, withoutDamaged, type KnownImage, type Remark, type Surveyed } from './survey';

export interface WriteOptions {
  readonly tf: Tensorflow;
  /** An empty folder. */
  readonly folder: string;
  /** What a person has named. */
  readonly source: string;
  readonly now: number;
  readonly onProgress: (done: number) => void;
}

const SPLITS = ['train', 'test'] as const;

/** A picture that was written. */
interface Written {
  readonly image: KnownImage;
  readonly side: Side;
  readonly label: number;
}

/**
 * Writes the dataset that the pictures make: the images and labels, what became of each picture, and last the record that
 * makes the folder a dataset. Of the pictures one is in memory at a time. One that cannot be decoded is left out and told of.
 * @returns the pictures that were left out
 * @throws LabError `invalid-request` where too little is left; `home-unusable` when writing fails
 */
export async function writeDataset(surveyed: Surveyed, options: WriteOptions): Promise<readonly Remark[]> {
  const { plan, images, sides } = surveyed;
  const classNames = [...new Set(images.map(({ className }) => className))].sort();
  // mixed: a design may take the first images for a fraction of them
  const order = permutation(images.length, createRandom(deriveSeed(plan.seed, 'own-images/order')));
  const left: Remark[] = [];
  const hashes = { train: new Set<bigint>(), test: [] as bigint[] };
  const written: Written[] = [];
  let done = 0;
  const parts = { train: join(options.folder, 'train.part'), test: join(options.folder, 'test.part') };
  for (const split of SPLITS) {
    const part = await orHomeUnusable(parts[split], open(parts[split], 'wx'));
    try {
      for (const index of order) {
        const image = images[index];
        if (image === undefined || sides[index] !== split) continue;
        const pixels = await pixelsOf(image, surveyed, options.tf, left);
        if (pixels !== null) {
          await orHomeUnusable(parts[split], part.appendFile(pixels));
          const hash = differenceHash(pixels, plan.side, plan.colours === 'grey' ? 1 : 3);
          if (split === 'train') hashes.train.add(hash);
          else hashes.test.push(hash);
          written.push({ image, side: split, label: classNames.indexOf(image.className) });
        }
        options.onProgress((done += 1));
      }
    } finally {
      await part.close();
    }
  }
  const facts = factsOf(surveyed, classNames, written);
  const file = await joinParts(options.folder, parts, facts, written);
  await writeText(options.folder, SOURCES_FILE, sourcesText(written));
  const { unreadable, duplicates } = withoutDamaged(surveyed, left);
  const record = {
    plan,
    source: options.source,
    importedAt: options.now,
    unreadable: unreadable.length,
    duplicates: { count: duplicates.length, across: duplicates.filter(({ isAcross }) => isAcross).length },
    lookAlikes: hashes.test.filter((hash) => hashes.train.has(hash)).length,
  };
  await writeText(options.folder, RECORD_FILE, recordText({ facts, images: file, record }));
  return left;
}

async function writeText(folder: string, name: string, text: string): Promise<void> {
  const path = join(folder, name);
  await orHomeUnusable(path, writeFile(path, text));
}

/** Null for one that is left out. Its bytes have to be those that were looked at. */
async function pixelsOf(
  image: KnownImage,
  { plan }: Surveyed,
  tf: Tensorflow,
  left: Remark[],
): Promise<Uint8Array | null> {
  try {
    const bytes = await readPicture(image.file);
    if (createHash('sha256').update(bytes).digest('hex') !== image.sha256) {
      throw new LabError('invalid-request', 'was changed while it was imported');
    }
    const { side, fit, colours } = plan;
    const decoded = decodeImage(tf, bytes, image.header, side);
    return shapeImage(decoded, { side, fit, colours, orientation: image.header.orientation });
  } catch (error) {
    left.push({ path: image.path, reason: toFailure(error).message });
    return null;
  }
}

function factsOf({ plan }: Surveyed, classNames: readonly string[], written: readonly Written[]): DatasetFacts {
  const testCount = written.filter(({ side }) => side === 'test').length;
  const trainCount = written.length - testCount;
  if (trainCount === 0 || testCount === 0) {
    throw new LabError(
      'invalid-request',
      `There are ${trainCount} images to train on and ${testCount} to test on; expected one of each at least. Choose another split, or more pictures.`,
    );
  }
  const trained = new Set(written.filter(({ side }) => side === 'train').map(({ label }) => label));
  const areUnseen = written.every(({ side, label }) => side === 'train' || !trained.has(label));
  return {
    name: plan.name,
    title: plan.title,
    imageShape: [plan.side, plan.side, plan.colours === 'grey' ? 1 : 3],
    classNames,
    trainCount,
    testCount,
    ...(areUnseen ? { areTestClassesUnseen: true } : {}),
  };
}

/** One file of both sets: the header, and the parts behind it. */
async function joinParts(
  folder: string,
  parts: Readonly<Record<Side, string>>,
  { imageShape, trainCount, testCount }: DatasetFacts,
  written: readonly Written[],
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const path = join(folder, IMAGES_FILE);
  const file = await orHomeUnusable(path, open(path, 'wx'));
  const hash = createHash('sha256');
  let bytes = 0;
  const append = async (chunk: Uint8Array): Promise<void> => {
    await appendHashed(file, hash, chunk, path);
    bytes += chunk.length;
  };
  try {
    await append(imagesHeader({ train: { count: trainCount, imageShape }, test: { count: testCount, imageShape } }));
    for (const split of SPLITS) {
      const part = await open(parts[split]);
      for await (const chunk of part.createReadStream() as AsyncIterable<Buffer>) await append(chunk);
      await append(Uint8Array.from(written.filter(({ side }) => side === split).map(({ label }) => label)));
      await orHomeUnusable(parts[split], rm(parts[split]));
    }
    await orHomeUnusable(path, file.sync());
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function appendHashed(file: FileHandle, hash: Hash, chunk: Uint8Array, path: string): Promise<void> {
  hash.update(chunk);
  await orHomeUnusable(path, file.appendFile(chunk));
}

/** In the order of the images in the file. */
function sourcesText(written: readonly Written[]): string {
  const rows = written.map(({ image: { className, group, sha256, path }, side }) => [
    side,
    className,
    group ?? '',
    sha256,
    path,
  ]);
  return [['side', 'class', 'group', 'sha256', 'path'], ...rows].map(csvLine).join('');
}
