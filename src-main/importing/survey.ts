import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

import {
  OWN_SPLITS,
  TEST_SHARE,
  type ImageSurvey,
  type ImportChoices,
  type ImportPlan,
  type OwnSplit,
} from '#shared/datasets/own';
import { LabError, toFailure } from '#shared/errors/errors';
import { reasonOf } from '#shared/errors/system-errors';

import { assignSplit, type Side } from '../datasets/own/assign-split';
import type { Collected } from '../datasets/own/collect';
import type { FoundImage } from '../datasets/own/layout';
import { imageHeader, type ImageHeader } from './image-header';

/** A picture whose header was read. */
export interface KnownImage extends FoundImage {
  readonly header: ImageHeader;
  /** sha256 of its file, in hex. */
  readonly sha256: string;
}

export interface Remark {
  readonly path: string;
  readonly reason: string;
}

/** Pictures that can be used, as far as their headers tell, and where each will stand. */
export interface Surveyed {
  readonly plan: ImportPlan;
  readonly images: readonly KnownImage[];
  readonly sides: readonly Side[];
  readonly unreadable: readonly Remark[];
  readonly duplicates: readonly Duplicate[];
}

export interface Duplicate {
  readonly path: string;
  /** The first file with the same bytes. */
  readonly of: string;
  readonly isAcross: boolean;
}

/** Larger files are no pictures that anyone trains on at 224 pixels a side. */
const MOST_FILE_BYTES = 256 * 2 ** 20;
/** Classes are numbered by bytes. */
const MOST_CLASSES = 256;
/** How many remarks of a kind are shown. */
const SHOWN = 20;
/** Sides that networks are usually given. */
const USUAL_SIDES = [28, 32, 48, 56, 64, 96] as const;

/** Reads the pictures' headers and bytes, one at a time. @throws the signal's reason when it is aborted */
export async function readHeaders(
  { images, wrong }: Collected,
  onProgress: (done: number) => void,
  signal?: AbortSignal,
): Promise<{ readonly known: readonly KnownImage[]; readonly unreadable: readonly Remark[] }> {
  const known: KnownImage[] = [];
  const unreadable: Remark[] = [...wrong];
  for (const [index, image] of images.entries()) {
    signal?.throwIfAborted();
    try {
      const bytes = await readPicture(image.file);
      known.push({ ...image, header: imageHeader(bytes), sha256: createHash('sha256').update(bytes).digest('hex') });
    } catch (error) {
      unreadable.push({ path: image.path, reason: toFailure(error).message });
    }
    onProgress(index + 1);
  }
  return { known, unreadable };
}

/** @throws LabError whose text follows the name of the picture */
export async function readPicture(file: string): Promise<Uint8Array> {
  // without waiting: nobody may ever write into a pipe that a list names. Windows has none, and no such flag
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    throw new LabError('invalid-request', `could not be opened: ${reasonOf(error)}`);
  });
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new LabError('invalid-request', 'is no plain file');
    if (found.size > MOST_FILE_BYTES)
      throw new LabError(
        'invalid-request',
        `has ${found.size} bytes, and ${MOST_FILE_BYTES} are the most that are read`,
      );
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/**
 * Decides what a person has not, and says where each picture will stand.
 * @throws LabError `invalid-request` where no dataset can come of it
 */
export function survey(
  { known: images, unreadable }: Awaited<ReturnType<typeof readHeaders>>,
  name: string,
  choices: ImportChoices,
): Surveyed {
  const [first] = unreadable;
  if (images.length === 0 && first !== undefined) {
    throw new LabError(
      'invalid-request',
      `None of the ${unreadable.length} pictures can be used; expected PNG, JPEG, GIF, BMP, PBM, PGM or PPM pictures. The first: ${first.path} ${first.reason}.`,
    );
  }
  const classes = new Set(images.map(({ className }) => className));
  if (classes.size < 2) {
    throw new LabError(
      'invalid-request',
      `The pictures are of ${classes.size === 1 ? `one class (${[...classes].join('')})` : 'no class'}; expected two classes at least. ` +
        'Choose the folder above those of the classes.',
    );
  }
  if (classes.size > MOST_CLASSES) {
    throw new LabError(
      'invalid-request',
      `Received ${classes.size} classes; expected ${MOST_CLASSES} at most. Choose a part of the folders.`,
    );
  }
  const plan = planOf(images, name, choices);
  const sides = assignSplit(images, plan);
  return { plan, images, sides, unreadable, duplicates: duplicatesOf(images, sides) };
}

function planOf(images: readonly KnownImage[], name: string, choices: ImportChoices): ImportPlan {
  const shorter = images.map(({ header }) => Math.min(header.width, header.height)).sort((one, other) => one - other);
  const median = shorter[shorter.length >> 1] ?? 32;
  const side = USUAL_SIDES.findLast((usual) => usual <= median) ?? USUAL_SIDES[0];
  return {
    name,
    title: choices.title ?? name,
    side: choices.side ?? side,
    fit: choices.fit ?? 'crop',
    colours: choices.colours ?? (images.every(({ header }) => header.isGrey) ? 'grey' : 'colour'),
    split: choices.split ?? usualSplit(images),
    testShare: choices.testShare ?? TEST_SHARE.usual,
    seed: choices.seed ?? 1,
  };
}

function usualSplit(images: readonly KnownImage[]): OwnSplit {
  const [asGiven, random] = OWN_SPLITS;
  return isSplitGiven(images) ? asGiven : random;
}

/** Whether there is something to train and something to test on. */
function isSplitGiven(images: readonly FoundImage[]): boolean {
  const given = new Set(images.map(({ split }) => split));
  return given.has('test') && given.has('train') && !given.has(null);
}

function duplicatesOf(images: readonly KnownImage[], sides: readonly Side[]): readonly Duplicate[] {
  const first = new Map<string, number>();
  return images.flatMap(({ sha256, path }, index) => {
    const earlier = first.get(sha256);
    if (earlier === undefined) {
      first.set(sha256, index);
      return [];
    }
    return [{ path, of: images[earlier]?.path ?? '', isAcross: sides[earlier] !== sides[index] }];
  });
}

/** What is left once some pictures turned out to be damaged, by their paths. */
export function withoutDamaged(surveyed: Surveyed, damaged: readonly Remark[]): Surveyed {
  const paths = new Set(damaged.map(({ path }) => path));
  const isKept = ({ path }: { readonly path: string }): boolean => !paths.has(path);
  const images = surveyed.images.filter(isKept);
  const sides = surveyed.sides.filter((_side, index) => isKept(surveyed.images[index] ?? { path: '' }));
  return {
    plan: surveyed.plan,
    images,
    sides,
    unreadable: [...surveyed.unreadable, ...damaged],
    duplicates: duplicatesOf(images, sides),
  };
}

/** What a person is told of it. */
export function surveyText({ plan, images, sides, unreadable, duplicates }: Surveyed): ImageSurvey {
  const counts = new Map<string, { train: number; test: number }>();
  images.forEach(({ className }, index) => {
    const count = counts.get(className) ?? { train: 0, test: 0 };
    count[sides[index] ?? 'train'] += 1;
    counts.set(className, count);
  });
  const classes = [...counts]
    .map(([name, count]) => ({ name, ...count }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const groups = new Set(images.flatMap(({ group }) => group ?? []));
  const shorter = images.map(({ header }) => Math.min(header.width, header.height)).sort((one, other) => one - other);
  const testCount = sides.filter((side) => side === 'test').length;
  return {
    plan,
    classes,
    trainCount: images.length - testCount,
    testCount,
    groups: groups.size === 0 ? null : groups.size,
    isSplitGiven: isSplitGiven(images),
    formats: countsOf(images.map(({ header }) => header.format)),
    sides: { least: shorter[0] ?? 0, median: shorter[shorter.length >> 1] ?? 0, most: shorter.at(-1) ?? 0 },
    greyCount: images.filter(({ header }) => header.isGrey).length,
    unreadable: { count: unreadable.length, first: unreadable.slice(0, SHOWN) },
    duplicates: {
      count: duplicates.length,
      across: duplicates.filter(({ isAcross }) => isAcross).length,
      first: duplicates.slice(0, SHOWN).map(({ path, of }) => ({ path, reason: of })),
    },
    scarce: classes
      .filter(({ train, test }) => train + test < 2 || (train === 0 && plan.split !== 'by-class'))
      .map(({ name }) => name)
      .slice(0, SHOWN),
    bytes: images.length * (plan.side ** 2 * (plan.colours === 'grey' ? 1 : 3) + 1),
  };
}

function countsOf(values: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
