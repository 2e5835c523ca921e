import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { DatasetDefinition } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';
import { reasonOf } from '#shared/errors/system-errors';

import { hashOfFile } from '../download';
import { checksumOf, type ImageSet, type LoadedDataset } from '../dataset';
import type { Inspection, StoredDataset, VerifyOptions } from '../stored-dataset';
import { readImagesHeader, type TensorName } from './images-file';
import { definitionOf, IMAGES_FILE, readRecord, RECORD_FILE, type OwnDatasetFile } from './record';

/** A dataset of a person's own, as the lab finds, verifies and reads it. */
export function ownDataset(file: OwnDatasetFile): StoredDataset {
  const facts = definitionOf(file);
  return {
    facts,
    family: facts.name,
    download: { files: [], keep: false },
    fileNames: [IMAGES_FILE, RECORD_FILE],
    folders: [],
    systemFolders: [],
    advice: 'Import the pictures again.',
    members: new Map(),
    extras: [],
    bytes: file.images.bytes,
    inspect: (folder) => inspect(folder, file),
    verify: (folder, options) => verify(folder, file, options),
    read: (folder) => read(folder, facts),
  };
}

async function inspect(folder: string, { images }: OwnDatasetFile): Promise<Inspection> {
  const found = await stat(join(folder, IMAGES_FILE)).catch(() => null);
  if (found === null) return readRecord(folder) === null ? { kind: 'missing' } : damaged(folder, 'is gone', 'the file');
  if (found.size !== images.bytes) return damaged(folder, `has ${found.size} bytes`, String(images.bytes));
  return { kind: 'complete', files: [IMAGES_FILE, RECORD_FILE] };
}

function damaged(folder: string, received: string, expected: string): Inspection {
  return { kind: 'damaged', problem: `${join(folder, IMAGES_FILE)} ${received}; expected ${expected}.` };
}

async function verify(
  folder: string,
  { images, record }: OwnDatasetFile,
  { signal, onProgress }: VerifyOptions = {},
): Promise<{ readonly bytes: 'unknown'; readonly sharedImages: number }> {
  const path = join(folder, IMAGES_FILE);
  const received = await hashOfFile('sha256', path, (done) => {
    signal?.throwIfAborted();
    onProgress?.(done, images.bytes);
  }).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw refusal(path, `could not be read: ${reasonOf(error)}`, 'the file of the import');
  });
  if (received === images.sha256) return { bytes: 'unknown', sharedImages: record.duplicates.across };
  throw refusal(path, `has the sha256 ${received}`, images.sha256);
}

/** Each image once in memory: the sets are parts of one buffer. @throws LabError `dataset-damaged` */
async function read(folder: string, facts: DatasetDefinition): Promise<LoadedDataset> {
  const path = join(folder, IMAGES_FILE);
  const file = await open(path).catch((error: unknown) => {
    throw refusal(path, `could not be opened: ${reasonOf(error)}`, 'a file that can be read');
  });
  try {
    const { places } = await readImagesHeader(file, path);
    const tensor = async (name: TensorName, expected: number): Promise<Uint8Array> => {
      const { at, bytes } = places[name];
      if (bytes !== expected) throw refusal(path, `has ${bytes} bytes of ${name}`, String(expected));
      const values = new Uint8Array(bytes);
      for (let done = 0; done < bytes;) {
        const { bytesRead } = await file.read(values, done, Math.min(bytes - done, 2 ** 28), at + done);
        if (bytesRead === 0) throw refusal(path, `ends in ${name}`, 'a whole file');
        done += bytesRead;
      }
      return values;
    };
    const set = async (split: 'train' | 'test', count: number): Promise<ImageSet> => {
      const size = facts.imageShape.reduce((product, dimension) => product * dimension, 1);
      const images = await tensor(`${split}_images`, count * size);
      const labels = await tensor(`${split}_labels`, count);
      const wrong = labels.find((label) => label >= facts.classNames.length);
      if (wrong !== undefined) throw refusal(path, `names class ${wrong}`, `classes below ${facts.classNames.length}`);
      return { images, labels, count };
    };
    const train = await set('train', facts.trainCount);
    const test = await set('test', facts.testCount);
    return { facts, train, test, checksum: checksumOf(train, test) };
  } finally {
    await file.close();
  }
}

function refusal(path: string, received: string, expected: string): LabError {
  return new LabError('dataset-damaged', `${path} ${received}; expected ${expected}. Import the pictures again.`);
}
