import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { LabError } from '#shared/errors/errors';

import { refuseOtherCounts } from './class-counts';
import { checksumOf, type ImageSet, type LoadedDataset } from './dataset';
import { sizeOf } from './disk';
import { idxValues, inspectIdx, mostIdxBytes, readIdx, scanIdx, type IdxDimensions } from './idx';
import { createImageRegister, sameFile } from './repeated-images';
import type { Inspection, StoredDataset, Verdict, VerifyOptions } from './stored-dataset';

/** The bare names of the four files of a dataset in the layout of MNIST; each may end in `.gz` as well. */
export interface IdxFiles {
  readonly trainImages: string;
  readonly trainLabels: string;
  readonly testImages: string;
  readonly testLabels: string;
}

/** What one dataset of this layout has of its own. */
export interface IdxLayout extends Pick<
  StoredDataset,
  'facts' | 'family' | 'download' | 'folders' | 'systemFolders' | 'advice'
> {
  readonly files: IdxFiles;
  /** Tells the dataset from another with files of the same names and sizes; null where there is no such other. */
  readonly testLabelsSha256: string | null;
  /** sha256 of the values of each file, in the order of `IdxFiles`; null where no official ones are known. */
  readonly officialSha256: readonly string[] | null;
  /** The label of the first class, 0 or 1. */
  readonly firstLabel: number;
  /** Whether it has as many images of every class. */
  readonly isEven: boolean;
  /** True where the files hold images by columns, so that they lie on their side until rows and columns are exchanged. */
  readonly transposed: boolean;
  /** What is taken along, and the most bytes that each may have. */
  readonly extras: ReadonlyMap<string, number>;
}

/** One of the four files. */
interface Part {
  readonly name: string;
  readonly dimensions: IdxDimensions;
  readonly kind: 'images' | 'labels';
  readonly split: 'train' | 'test';
}

/** A dataset of greyscale images in four idx files. */
export function idxDataset(layout: IdxLayout): StoredDataset {
  const parts = partsOf(layout);
  const { facts, family, download, folders, systemFolders, advice, extras } = layout;
  return {
    facts,
    family,
    download,
    folders,
    systemFolders,
    advice,
    fileNames: parts.map(({ name }) => name),
    members: new Map([
      ...parts.flatMap(({ name, dimensions }) =>
        [name, `${name}.gz`].map((member) => [member, mostIdxBytes(dimensions)] as const),
      ),
      ...extras,
    ]),
    extras: [...extras.keys()],
    bytes: parts.reduce((sum, { dimensions }) => sum + mostIdxBytes(dimensions), 0),
    inspect: async (folder) => inspect(layout, parts, folder),
    verify: async (folder, options) => verify(layout, parts, folder, options),
    read: async (folder) => read(layout, parts, folder),
  };
}

function partsOf({ facts, files }: IdxLayout): readonly Part[] {
  const [height, width] = facts.imageShape;
  const pair = (images: string, labels: string, count: number, split: Part['split']): readonly Part[] => [
    { name: images, dimensions: [count, height, width], kind: 'images', split },
    { name: labels, dimensions: [count], kind: 'labels', split },
  ];
  return [
    ...pair(files.trainImages, files.trainLabels, facts.trainCount, 'train'),
    ...pair(files.testImages, files.testLabels, facts.testCount, 'test'),
  ];
}

async function inspect(layout: IdxLayout, parts: readonly Part[], folder: string): Promise<Inspection> {
  const files = await Promise.all(parts.map(async ({ name }) => findFile(folder, name)));
  if (files.every((file) => file === null)) return { kind: 'missing' };
  const found = parts.map(({ name }, index) => files[index] ?? name);
  for (const [index, { dimensions }] of parts.entries()) {
    const problem = await inspectIdx(join(folder, found[index] ?? ''), dimensions);
    if (problem !== null) return { kind: 'damaged', problem };
  }
  const problem = await findImpostor(layout, join(folder, found[3] ?? ''));
  if (problem !== null) return { kind: 'damaged', problem };
  return { kind: 'complete', files: found };
}

async function findImpostor({ facts, testLabelsSha256 }: IdxLayout, path: string): Promise<string | null> {
  if (testLabelsSha256 === null) return null;
  // one that cannot be read is told of when the files are verified or loaded
  const labels = await readIdx(path, [facts.testCount]).catch(() => null);
  if (labels === null || createHash('sha256').update(labels).digest('hex') === testLabelsSha256) return null;
  return `${path} holds other labels than those of ${facts.title}; other datasets, such as MNIST, have files of the same names.`;
}

/** The name under which a file is there: its own, or that of a compressed one; null where it is not. */
async function findFile(folder: string, name: string): Promise<string | null> {
  for (const candidate of [name, `${name}.gz`]) {
    if ((await sizeOf(join(folder, candidate))) !== null) return candidate;
  }
  return null;
}

/** Sizes first: a file of another size is not read at all. */
async function pathsOf(layout: IdxLayout, parts: readonly Part[], folder: string): Promise<readonly string[]> {
  const { facts } = layout;
  const inspection = await inspect(layout, parts, folder);
  const mend = `Install ${facts.title} again, or import it again from a good copy.`;
  if (inspection.kind === 'missing') {
    const expected = parts.map(({ name }) => name).join(', ');
    throw new LabError(
      'dataset-missing',
      `The folder ${folder} holds no file of ${facts.title}; expected ${expected}, each with or without .gz. ${mend}`,
    );
  }
  if (inspection.kind === 'damaged') throw new LabError('dataset-damaged', `${inspection.problem} ${mend}`);
  return inspection.files.map((file) => join(folder, file));
}

async function verify(
  layout: IdxLayout,
  parts: readonly Part[],
  folder: string,
  { signal, onProgress }: VerifyOptions = {},
): Promise<Verdict> {
  const paths = await pathsOf(layout, parts, folder);
  const total = parts.reduce((sum, { dimensions }) => sum + idxValues(dimensions), 0);
  const register = createImageRegister();
  const hashes: string[] = [];
  let before = 0;
  for (const [index, { dimensions, kind, split }] of parts.entries()) {
    const path = paths[index] ?? '';
    const hash = createHash('sha256');
    const labels = kind === 'labels' ? new Uint8Array(idxValues(dimensions)) : null;
    const images = imagesFrom(layout, (pixels) => register.add(path, split, pixels));
    const check = (values: Uint8Array, at: number): void => {
      hash.update(values);
      if (labels === null) images(values);
      else {
        checkLabels(layout, path, values, at);
        labels.set(values, at);
      }
    };
    await scanIdx(path, dimensions, check, { signal, onProgress: (done) => onProgress?.(before + done, total) });
    if (labels !== null) refuseCounts(layout, path, labels, layout.firstLabel);
    hashes.push(hash.digest('hex'));
    before += idxValues(dimensions);
  }
  const official = layout.officialSha256;
  const bytes = official === null ? 'unknown' : official.join() === hashes.join() ? 'official' : 'not-official';
  return { bytes, sharedImages: register.conclude(layout.facts.title) };
}

/** Cuts a stream of values into images. */
function imagesFrom({ facts }: IdxLayout, onImage: (pixels: Uint8Array) => void): (values: Uint8Array) => void {
  const [height, width] = facts.imageShape;
  const image = new Uint8Array(height * width);
  let filled = 0;
  return (values) => {
    for (let at = 0; at < values.length;) {
      const piece = values.subarray(at, at + image.length - filled);
      image.set(piece, filled);
      at += piece.length;
      filled = (filled + piece.length) % image.length;
      if (filled === 0) onImage(image);
    }
  };
}

function refuseCounts({ facts, isEven }: IdxLayout, path: string, labels: Uint8Array, firstLabel: number): void {
  refuseOtherCounts(facts, { where: `The labels of ${path}`, labels, firstLabel, isEven });
}

async function read(layout: IdxLayout, parts: readonly Part[], folder: string): Promise<LoadedDataset> {
  const { facts } = layout;
  const [trainImages = '', trainLabels = '', testImages = '', testLabels = ''] = await pathsOf(layout, parts, folder);
  const train = await readSet(layout, facts.trainCount, trainImages, trainLabels);
  const test = await readSet(layout, facts.testCount, testImages, testLabels);
  // the rest of what may come twice is looked for where the dataset is verified
  if (Buffer.from(train.images.buffer, 0, test.images.length).equals(test.images)) {
    throw sameFile(facts.title, testImages, trainImages);
  }
  return { facts, train, test, checksum: checksumOf(train, test) };
}

/** Puts images upright and lets labels begin at 0, in place: a large split is never in memory twice. */
async function readSet(layout: IdxLayout, count: number, imagesPath: string, labelsPath: string): Promise<ImageSet> {
  const [height, width] = layout.facts.imageShape;
  const labels = await readIdx(labelsPath, [count]);
  checkLabels(layout, labelsPath, labels, 0);
  refuseCounts(layout, labelsPath, labels, layout.firstLabel);
  for (const [index, label] of labels.entries()) labels[index] = label - layout.firstLabel;
  const images = await readIdx(imagesPath, [count, height, width]);
  if (layout.transposed) transposeImages(images, height);
  return { images, labels, count };
}

/** Exchanges rows and columns of square images, one after the other, in place. */
export function transposeImages(images: Uint8Array, side: number): void {
  for (let image = 0; image < images.length; image += side * side) {
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < row; column++) {
        const below = image + row * side + column;
        const above = image + column * side + row;
        const value = images[below] ?? 0;
        images[below] = images[above] ?? 0;
        images[above] = value;
      }
    }
  }
}

function checkLabels({ facts, firstLabel }: IdxLayout, path: string, labels: Uint8Array, at: number): void {
  const lastLabel = firstLabel + facts.classNames.length - 1;
  const index = labels.findIndex((label) => label < firstLabel || label > lastLabel);
  if (index === -1) return;
  throw new LabError(
    'dataset-damaged',
    `${path} has the label ${labels[index] ?? 0} for image ${(at + index + 1).toLocaleString('en-US')}; expected a label ` +
      `from ${firstLabel} to ${lastLabel}. Install ${facts.title} again, or import it again from a good copy.`,
  );
}
