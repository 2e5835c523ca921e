import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { CIFAR10 } from '#shared/datasets/cifar10';
import { LabError } from '#shared/errors/errors';

import { refuseOtherCounts } from './class-counts';
import { checksumOf, type ImageSet, type LoadedDataset } from './dataset';
import { sizeOf } from './disk';
import type { RemoteFile } from './download';
import { createImageRegister, describeSameFile } from './repeated-images';
import { findSameFiles } from './same-bytes';
import type { Inspection, StoredDataset, Verdict, VerifyOptions } from './stored-dataset';

// The binary version that https://www.cs.toronto.edu/~kriz/cifar.html describes: six files of 10,000 records.
const PIXELS = 32 * 32;
/** One label byte, then the red, the green and the blue plane, each row by row. */
export const RECORD_BYTES = 1 + 3 * PIXELS;
export const RECORDS_PER_FILE = 10_000;
export const TRAIN_FILES = [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`);
export const TEST_FILE = 'test_batch.bin';
export const RECORD_FILES: readonly string[] = [...TRAIN_FILES, TEST_FILE];
/** The class names, one a line. May be absent. */
const NAMES_FILE = 'batches.meta.txt';
const MOST_NAMES_BYTES = 4_096;
const README_FILE = 'readme.html';

/**
 * Its authors publish a checksum of the archives alone. Red, green and blue summed over all images of a split are known
 * from the mean values that those who train on it publish to every digit (125.306918046875 × 51,200,000 …).
 */
const CHANNEL_SUMS = {
  train: [6_415_714_204, 6_295_060_180, 5_829_907_619],
  test: [1_290_492_328, 1_266_775_083, 1_176_108_223],
} as const;

const MEND = 'Install CIFAR-10 again, or import it again from a good copy.';

export interface Cifar10Source {
  readonly archive: RemoteFile;
  readonly recordsPerFile: number;
}

const OFFICIAL: Cifar10Source = {
  archive: {
    url: 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz',
    bytes: 170_052_171,
    sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
  },
  recordsPerFile: RECORDS_PER_FILE,
};

/** @param source another, smaller copy in the same layout */
export function cifar10Dataset({ archive, recordsPerFile }: Cifar10Source = OFFICIAL): StoredDataset {
  const fileBytes = recordsPerFile * RECORD_BYTES;
  return {
    facts: CIFAR10,
    family: 'cifar10',
    download: { files: [archive], keep: false },
    fileNames: RECORD_FILES,
    folders: ['cifar-10-batches-bin'],
    systemFolders: [],
    advice: 'What can be imported is an archive or a folder of the binary version.',
    members: new Map([
      ...RECORD_FILES.map((file) => [file, fileBytes] as const),
      [NAMES_FILE, MOST_NAMES_BYTES],
      [README_FILE, 65_536],
    ]),
    extras: [NAMES_FILE, README_FILE],
    bytes: RECORD_FILES.length * fileBytes,
    inspect: async (folder) => inspectCifar10(folder, recordsPerFile),
    verify: async (folder, options) => verifyCifar10(folder, { ...options, recordsPerFile }),
    read: async (folder) => readCifar10(folder, recordsPerFile),
  };
}

/** Looks at a folder quickly. *missing*: not one of the record files is there. */
export async function inspectCifar10(folder: string, recordsPerFile = RECORDS_PER_FILE): Promise<Inspection> {
  const expected = recordsPerFile * RECORD_BYTES;
  const sizes = await Promise.all(RECORD_FILES.map((file) => sizeOf(join(folder, file))));
  if (sizes.every((size) => size === null)) return { kind: 'missing' };
  for (const [index, size] of sizes.entries()) {
    const path = join(folder, RECORD_FILES[index] ?? '');
    if (size === null) {
      return { kind: 'damaged', problem: `${path} is missing; expected a file of ${grouped(expected)} bytes.` };
    }
    if (size !== expected) return { kind: 'damaged', problem: describeSize(path, size, expected) };
  }
  const same = await findSameFiles(
    RECORD_FILES.map((file) => join(folder, file)),
    RECORD_BYTES,
  );
  if (same !== undefined) return { kind: 'damaged', problem: describeSameFile(...same) };
  return { kind: 'complete', files: RECORD_FILES };
}

/**
 * Reads CIFAR-10 from a folder that holds its six record files.
 * @returns 5 × recordsPerFile train and recordsPerFile test images of 32×32×3, channels last, in the files' order
 * @throws LabError `dataset-missing`, `dataset-damaged`
 */
export async function readCifar10(folder: string, recordsPerFile = RECORDS_PER_FILE): Promise<LoadedDataset> {
  await checkFolder(folder, recordsPerFile);
  const train = await readImageSet(folder, TRAIN_FILES, recordsPerFile);
  const test = await readImageSet(folder, [TEST_FILE], recordsPerFile);
  refuseCounts(folder, train.labels, test.labels);
  const facts = { ...CIFAR10, trainCount: train.count, testCount: test.count };
  return { facts, train, test, checksum: checksumOf(train, test) };
}

/**
 * Holds every record of a folder against the layout, without keeping the images.
 * @throws LabError `dataset-missing`, `dataset-damaged`; the signal's reason when it is aborted
 */
export async function verifyCifar10(
  folder: string,
  { recordsPerFile, signal, onProgress }: VerifyOptions & Pick<Cifar10Source, 'recordsPerFile'>,
): Promise<Verdict> {
  await checkFolder(folder, recordsPerFile);
  const fileBytes = recordsPerFile * RECORD_BYTES;
  const register = createImageRegister();
  const labels = { train: [] as number[], test: [] as number[] };
  const sums = { train: [0, 0, 0], test: [0, 0, 0] };
  for (const [index, file] of RECORD_FILES.entries()) {
    signal?.throwIfAborted();
    const split = file === TEST_FILE ? 'test' : 'train';
    const path = join(folder, file);
    const records = await readRecords(path, recordsPerFile);
    for (let at = 0; at < records.length; at += RECORD_BYTES) {
      labels[split].push(records[at] ?? 0);
      const pixels = records.subarray(at + 1, at + RECORD_BYTES);
      register.add(path, split, pixels);
      addChannels(sums[split], pixels);
    }
    onProgress?.((index + 1) * fileBytes, RECORD_FILES.length * fileBytes);
  }
  refuseCounts(folder, Uint8Array.from(labels.train), Uint8Array.from(labels.test));
  const isOther = (['train', 'test'] as const).some((split) => sums[split].join() !== CHANNEL_SUMS[split].join());
  return { bytes: isOther ? 'not-official' : 'unknown', sharedImages: register.conclude(CIFAR10.title) };
}

/** Adds the values of a record's three planes to the sums of their channels. */
function addChannels(sums: number[], pixels: Uint8Array): void {
  for (let channel = 0; channel < 3; channel++) {
    let sum = 0;
    for (const value of pixels.subarray(channel * PIXELS, (channel + 1) * PIXELS)) sum += value;
    sums[channel] = (sums[channel] ?? 0) + sum;
  }
}

function refuseCounts(folder: string, train: Uint8Array, test: Uint8Array): void {
  const counted = { firstLabel: 0, isEven: true };
  const trainFiles = `The files data_batch_*.bin in ${folder}`;
  refuseOtherCounts(CIFAR10, { ...counted, where: trainFiles, labels: train });
  refuseOtherCounts(CIFAR10, { ...counted, where: `The labels of ${join(folder, TEST_FILE)}`, labels: test });
}

/** Copies the planes of records into channels-last pixels, and the label bytes into labels, from image `first` on. */
export function decodeRecords(records: Uint8Array, { images, labels }: ImageSet, first: number): void {
  const count = Math.floor(records.length / RECORD_BYTES);
  for (let record = 0; record < count; record++) {
    let from = record * RECORD_BYTES;
    labels[first + record] = records[from++] ?? 0;
    let to = (first + record) * 3 * PIXELS;
    for (const end = from + PIXELS; from < end; from++) {
      images[to++] = records[from] ?? 0;
      images[to++] = records[from + PIXELS] ?? 0;
      images[to++] = records[from + 2 * PIXELS] ?? 0;
    }
  }
}

async function readImageSet(folder: string, files: readonly string[], recordsPerFile: number): Promise<ImageSet> {
  const count = files.length * recordsPerFile;
  const set = { images: new Uint8Array(count * 3 * PIXELS), labels: new Uint8Array(count), count };
  for (const [index, file] of files.entries()) {
    decodeRecords(await readRecords(join(folder, file), recordsPerFile), set, index * recordsPerFile);
  }
  return set;
}

/** Sizes first: a file of another size is not read into memory at all. */
async function checkFolder(folder: string, recordsPerFile: number): Promise<void> {
  const inspection = await inspectCifar10(folder, recordsPerFile);
  if (inspection.kind === 'missing') {
    throw new LabError(
      'dataset-missing',
      `The folder ${folder} holds no file of CIFAR-10; expected ${RECORD_FILES.join(', ')}. ${MEND}`,
    );
  }
  if (inspection.kind === 'damaged') throw new LabError('dataset-damaged', `${inspection.problem} ${MEND}`);
  await checkNames(join(folder, NAMES_FILE));
}

async function readRecords(path: string, recordsPerFile: number): Promise<Uint8Array> {
  const records = await readFile(path);
  const expected = recordsPerFile * RECORD_BYTES;
  if (records.length !== expected) {
    throw new LabError('dataset-damaged', `${describeSize(path, records.length, expected)} ${MEND}`);
  }
  for (let at = 0; at < records.length; at += RECORD_BYTES) {
    const label = records[at] ?? 0;
    if (label >= CIFAR10.classNames.length) {
      throw new LabError(
        'dataset-damaged',
        `${path} has the label ${label} at byte ${grouped(at)} (record ${grouped(at / RECORD_BYTES + 1)} of ` +
          `${grouped(recordsPerFile)}); expected a label from 0 to ${CIFAR10.classNames.length - 1}. ${MEND}`,
      );
    }
  }
  return records;
}

/** The names file is not needed, but where it is there it must mean the same classes. */
async function checkNames(path: string): Promise<void> {
  const size = await sizeOf(path);
  if (size === null) return;
  const text = size < MOST_NAMES_BYTES ? await readFile(path, 'utf8') : `a file of ${grouped(size)} bytes`;
  const names = text.split(/\r?\n/).filter((line) => line !== '');
  const expected = CIFAR10.classNames;
  const line = expected.findIndex((name, index) => names[index] !== name);
  if (line === -1 && names.length === expected.length) return;
  const received = line === -1 ? `${names.length} class names` : `"${names[line] ?? ''}" as class ${line}`;
  const wanted = line === -1 ? `the ${expected.length} of CIFAR-10` : `"${expected[line] ?? ''}"`;
  throw new LabError('dataset-damaged', `${path} gives ${received}; expected ${wanted}. ${MEND}`);
}

function describeSize(path: string, size: number, expected: number): string {
  const where = size < expected ? ` (it ends inside record ${grouped(Math.floor(size / RECORD_BYTES) + 1)})` : '';
  return `${path} has ${grouped(size)} bytes${where}; expected ${grouped(expected)}.`;
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
