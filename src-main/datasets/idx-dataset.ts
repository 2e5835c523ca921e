import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { LabError } from '#shared/errors';

import { checksumOf, type ImageSet, type LoadedDataset } from './dataset';
import { sizeOf } from './disk';
import { idxValues, inspectIdx, mostIdxBytes, readIdx, scanIdx, type IdxDimensions } from './idx';
import type { Inspection, StoredDataset, VerifyOptions } from './stored-dataset';

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
  /** The label of the first class, 0 or 1. */
  readonly firstLabel: number;
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
  const pair = (images: string, labels: string, count: number): readonly Part[] => [
    { name: images, dimensions: [count, height, width], kind: 'images' },
    { name: labels, dimensions: [count], kind: 'labels' },
  ];
  return [
    ...pair(files.trainImages, files.trainLabels, facts.trainCount),
    ...pair(files.testImages, files.testLabels, facts.testCount),
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
): Promise<void> {
  const paths = await pathsOf(layout, parts, folder);
  const total = parts.reduce((sum, { dimensions }) => sum + idxValues(dimensions), 0);
  let before = 0;
  for (const [index, { dimensions, kind }] of parts.entries()) {
    const path = paths[index] ?? '';
    const report = (done: number): void => onProgress?.(before + done, total);
    const check = (values: Uint8Array, at: number): void => {
      if (kind === 'labels') checkLabels(layout, path, values, at);
    };
    await scanIdx(path, dimensions, check, { signal, onProgress: report });
    before += idxValues(dimensions);
  }
}

async function read(layout: IdxLayout, parts: readonly Part[], folder: string): Promise<LoadedDataset> {
  const { facts } = layout;
  const [trainImages = '', trainLabels = '', testImages = '', testLabels = ''] = await pathsOf(layout, parts, folder);
  const train = await readSet(layout, facts.trainCount, trainImages, trainLabels);
  const test = await readSet(layout, facts.testCount, testImages, testLabels);
  return { facts, train, test, checksum: checksumOf(train, test) };
}

/** Puts images upright and lets labels begin at 0, in place: a large split is never in memory twice. */
async function readSet(layout: IdxLayout, count: number, imagesPath: string, labelsPath: string): Promise<ImageSet> {
  const [height, width] = layout.facts.imageShape;
  const labels = await readIdx(labelsPath, [count]);
  checkLabels(layout, labelsPath, labels, 0);
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
