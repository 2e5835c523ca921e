import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { LabError } from '#shared/errors/errors';
import { reasonOf } from '#shared/errors/system-errors';
import { showable } from '#shared/basics/showable';

import { unpackArchive } from '../archive';
import { createMeasure, partsOf, refusal as memberRefusal, type Gate } from '../archive-members';
import { isImageList, readImageList, type WrongLine } from './image-list';
import { layoutOf, type FoundImage, type PlacedFile } from './layout';
import { entriesOf, inOrder, isPassedOver, isPictureName, picturesIn } from './walk';

/** More members than any archive that fits onto a disk comes near. */
const MOST_MEMBERS = 2_000_000;
const MOST_LIST_BYTES = 512 * 2 ** 20;

export interface CollectOptions {
  /** An empty folder for what is unpacked. */
  readonly stage: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** The pictures of a source, and what of it cannot be used. */
export interface Collected {
  readonly images: readonly FoundImage[];
  readonly wrong: readonly WrongLine[];
}

/**
 * Looks for pictures with their classes: in a folder, in a zip or tar archive of one, or in a CSV list, which may lie in
 * either. The source is read and never written.
 * @throws LabError `invalid-request` where there is nothing to be used; `dataset-damaged` for a broken archive;
 * the signal's reason when it is aborted
 */
export async function collectImages(source: string, options: CollectOptions): Promise<Collected> {
  const found = await stat(source).catch(() => null);
  if (found === null || !(found.isFile() || found.isDirectory())) {
    throw refusal(source, 'there is no such file or folder', 'Check the path.');
  }
  const collected = withoutLongNames(await collectFrom(source, found.isDirectory(), options));
  if (collected.images.length > 0) return collected;
  const [first] = collected.wrong;
  const why = first === undefined ? '' : ` (${first.path}: ${first.reason})`;
  throw refusal(source, `no picture was found in it${why}`, HOW);
}

async function collectFrom(source: string, isFolder: boolean, options: CollectOptions): Promise<Collected> {
  if (isFolder) return fromFolder(source, options.signal);
  return isList(basename(source)) ? fromList(source, dirname(source)) : fromArchive(source, options);
}

/** As many letters as the lab keeps of a name. */
const MOST_LETTERS = { path: 4000, className: 1000, group: 1000 } as const;

function withoutLongNames({ images, wrong }: Collected): Collected {
  const problemOf = (image: FoundImage): string | null => {
    const long = (['path', 'className', 'group'] as const).find(
      (part) => (image[part]?.length ?? 0) > MOST_LETTERS[part],
    );
    if (long === undefined) return null;
    const words = { path: 'path', className: 'class', group: 'group' }[long];
    return `Its ${words} has ${image[long]?.length ?? 0} letters; expected ${MOST_LETTERS[long]} at most.`;
  };
  const judged = images.map((image) => ({ image, problem: problemOf(image) }));
  return {
    images: judged.flatMap(({ image, problem }) => (problem === null ? [image] : [])),
    wrong: [
      ...wrong,
      ...judged.flatMap(({ image, problem }) =>
        problem === null ? [] : [{ path: showable(image.path), reason: problem }],
      ),
    ],
  };
}

const HOW =
  'Sort the pictures into a folder a class, such as cats/1.png and dogs/1.png, or list them in a CSV file with the columns path and label.';

const isList = (name: string): boolean => /\.(csv|tsv)$/i.test(name) && !name.startsWith('.');

async function fromFolder(folder: string, signal: AbortSignal | undefined): Promise<Collected> {
  const files = (await entriesOf(folder)).filter((entry) => entry.isFile());
  const lists = files
    .map(({ name }) => name)
    .filter(isList)
    .sort();
  const [list, another] = lists;
  const images = layoutOf(await picturesIn(folder, signal));
  if (list !== undefined && another === undefined) {
    const path = join(folder, list);
    // a table of something else may lie beside the folders of the classes
    if (images === null || images.length === 0 || isImageList(await listText(path, path)))
      return fromList(path, folder);
  }
  if (images === null) {
    const several =
      another === undefined
        ? ''
        : ` There are several lists in it (${lists.map((name) => showable(name)).join(', ')}): choose the one that counts.`;
    throw refusal(folder, `a picture lies in no folder of a class`, `${HOW}${several}`);
  }
  return { images, wrong: [] };
}

async function fromList(list: string, folder: string): Promise<Collected> {
  const { images, wrong } = readImageList(await listText(list, list), basename(list));
  return { images: images.map((image) => ({ ...image, file: resolve(folder, image.path) })), wrong };
}

/** @param name as a person knows it */
async function listText(file: string, name: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > MOST_LIST_BYTES) throw refusal(name, `it has ${size} bytes`, 'Choose a list of fewer pictures.');
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw refusal(name, `it could not be read: ${reasonOf(error)}`, 'Check its path and permissions.');
  }
}

/** Unpacked under numbers: no path of the archive ever becomes one. */
async function fromArchive(archive: string, { stage, signal, onProgress }: CollectOptions): Promise<Collected> {
  const files: PlacedFile[] = [];
  const lists: PlacedFile[] = [];
  const measure = createMeasure(archive, MOST_MEMBERS);
  const found = new Set<string>();
  const admit: Gate = (entry) => {
    measure(entry);
    const parts = partsOf(entry, archive);
    if (parts === null || parts.some(isPassedOver)) return null;
    const name = parts.at(-1) ?? '';
    const kept = isPictureName(name) ? files : isList(name) ? lists : null;
    if (kept === null) return null;
    const path = parts.join('/');
    if (found.has(path)) throw memberRefusal(archive, entry.path, 'comes twice', 'each file once');
    found.add(path);
    const number = String(files.length + lists.length);
    kept.push({ path, file: join(stage, number) });
    return number;
  };
  await unpackArchive(archive, stage, { admit, isPassing: true, signal, onProgress });
  const [list, another] = lists;
  const images = layoutOf(inOrder(files));
  if (list !== undefined && another === undefined) {
    const isNeeded = images === null || images.length === 0;
    if (isNeeded || isImageList(await listText(list.file, list.path))) return listed(list, files);
  }
  if (images === null) throw refusal(archive, 'a picture lies in no folder of a class', HOW);
  return { images, wrong: [] };
}

/** The pictures of an archive that a list in it names. */
async function listed(list: PlacedFile, files: readonly PlacedFile[]): Promise<Collected> {
  const inside = dirname(list.path) === '.' ? '' : `${dirname(list.path)}/`;
  const places = new Map(files.map(({ path, file }) => [path, file]));
  const { images, wrong } = readImageList(await listText(list.file, list.path), list.path);
  const found = images.map((image) => ({ ...image, file: places.get(inside + image.path) }));
  return {
    images: found.flatMap((image) => (image.file === undefined ? [] : [{ ...image, file: image.file }])),
    wrong: [
      ...wrong,
      ...found.flatMap(({ path, file }) =>
        file === undefined ? [{ path: showable(path), reason: 'It is not in the archive.' }] : [],
      ),
    ],
  };
}

function refusal(source: string, received: string, advice: string): LabError {
  return new LabError(
    'invalid-request',
    `${showable(source)}: ${received}; expected a folder, a .zip or .tar.gz file, or a CSV list of pictures. ${advice}`,
  );
}
