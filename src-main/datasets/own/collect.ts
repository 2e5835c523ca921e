import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { LabError } from '#shared/errors/errors';
import { showable } from '#shared/basics/showable';

import { unpackArchive } from '../archive';
import { createMeasure, partsOf, type Gate } from '../archive-members';
import { readImageList, type WrongLine } from './image-list';
import { layoutOf, type FoundImage, type PlacedFile } from './layout';
import { isPictureName, picturesIn } from './walk';

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
  const collected = found.isDirectory()
    ? await fromFolder(source, options.signal)
    : isList(source)
      ? await fromList(source, dirname(source), basename(source))
      : await fromArchive(source, options);
  if (collected.images.length === 0) throw refusal(source, 'no picture was found in it', HOW);
  return collected;
}

const HOW =
  'Sort the pictures into a folder a class, such as cats/1.png and dogs/1.png, or list them in a CSV file with the columns path and label.';

const isList = (name: string): boolean => /\.(csv|tsv)$/i.test(name) && !name.startsWith('.');

async function fromFolder(folder: string, signal: AbortSignal | undefined): Promise<Collected> {
  const lists = (await readdir(folder)).filter(isList);
  const [list, another] = lists;
  if (list !== undefined && another === undefined) return fromList(join(folder, list), folder, list);
  const images = layoutOf(await picturesIn(folder, signal));
  if (images === null) {
    const several =
      another === undefined
        ? ''
        : ` There are several lists in it (${lists.map(showable).join(', ')}): choose the one that counts.`;
    throw refusal(folder, `a picture lies in no folder of a class`, `${HOW}${several}`);
  }
  return { images, wrong: [] };
}

async function fromList(list: string, folder: string, name: string): Promise<Collected> {
  const { size } = await stat(list);
  if (size > MOST_LIST_BYTES) throw refusal(list, `it has ${size} bytes`, 'Choose a list of fewer pictures.');
  const { images, wrong } = readImageList(await readFile(list, 'utf8'), name);
  return { images: images.map((image) => ({ ...image, file: resolve(folder, image.path) })), wrong };
}

/** Unpacked under numbers: no path of the archive ever becomes one. */
async function fromArchive(archive: string, { stage, signal, onProgress }: CollectOptions): Promise<Collected> {
  const files: PlacedFile[] = [];
  const lists: PlacedFile[] = [];
  const measure = createMeasure(archive, MOST_MEMBERS);
  const admit: Gate = (entry) => {
    measure(entry);
    const parts = partsOf(entry, archive);
    if (parts === null || parts.some((part) => part.startsWith('.') || part === '__MACOSX')) return null;
    const name = parts.at(-1) ?? '';
    const kept = isPictureName(name) ? files : isList(name) ? lists : null;
    if (kept === null) return null;
    const number = String(files.length + lists.length);
    kept.push({ path: parts.join('/'), file: join(stage, number) });
    return number;
  };
  await unpackArchive(archive, stage, { admit, isPassing: true, signal, onProgress });
  const [list, another] = lists;
  if (list !== undefined && another === undefined) return listed(list, files);
  const images = layoutOf(files.sort((one, other) => (one.path < other.path ? -1 : 1)));
  if (images === null) throw refusal(archive, 'a picture lies in no folder of a class', HOW);
  return { images, wrong: [] };
}

/** The pictures of an archive that a list in it names. */
async function listed(list: PlacedFile, files: readonly PlacedFile[]): Promise<Collected> {
  const inside = dirname(list.path) === '.' ? '' : `${dirname(list.path)}/`;
  const places = new Map(files.map(({ path, file }) => [path, file]));
  const { images, wrong } = readImageList(await readFile(list.file, 'utf8'), list.path);
  const found = images.map((image) => ({ ...image, file: places.get(inside + image.path) }));
  return {
    images: found.flatMap((image) => (image.file === undefined ? [] : [{ ...image, file: image.file }])),
    wrong: [
      ...wrong,
      ...found.flatMap(({ path, file }) => (file === undefined ? [{ path, reason: 'It is not in the archive.' }] : [])),
    ],
  };
}

function refusal(source: string, received: string, advice: string): LabError {
  return new LabError(
    'invalid-request',
    `${showable(source)}: ${received}; expected a folder, a .zip or .tar.gz file, or a CSV list of pictures. ${advice}`,
  );
}
