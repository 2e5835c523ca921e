import { z } from 'zod';

import { createRegistry } from '../basics/registry';
import { BUILT_IN_DATASETS } from './built-in';
import type { OwnRecord } from './own';

/** A dataset is named by a word of its own, such as "cifar10". */
export type DatasetName = string;

/** What a network has to know of images that it is laid out for. */
export interface ImageFacts {
  /** [height, width, channels] of one image, uint8. */
  readonly imageShape: readonly [number, number, number];
  readonly classNames: readonly string[];
}

/** Facts about a dataset, without its images. An experiment keeps those that it was made with. */
export interface DatasetFacts extends ImageFacts {
  readonly name: DatasetName;
  readonly title: string;
  readonly trainCount: number;
  readonly testCount: number;
  /**
   * No class of the test set is in the training set: such a dataset asks whether a network can tell classes apart that it
   * has never seen.
   */
  readonly areTestClassesUnseen?: boolean | undefined;
}

/** A dataset that the lab knows. How it is found and read is main's business. */
export interface DatasetDefinition<Name extends DatasetName = DatasetName> extends DatasetFacts {
  readonly name: Name;
  /** False where the lab makes the images itself, so that nothing has to be installed. */
  readonly needsInstall: boolean;
  /** Of a dataset that others made. */
  readonly origin?: DatasetOrigin;
  /** Of a dataset that a person has made of their own images. */
  readonly own?: OwnRecord;
}

export interface DatasetOrigin {
  readonly homepage: string;
  /** How its authors are to be named. */
  readonly citation: string;
  /** What has to be downloaded to install it. */
  readonly downloadBytes: number;
}

/** Every dataset that the lab knows. */
export const DATASETS = createRegistry<DatasetDefinition>('dataset', ({ name }) => name);
for (const dataset of BUILT_IN_DATASETS) DATASETS.register(dataset);

export type BuiltInDatasetName = (typeof BUILT_IN_DATASETS)[number]['name'];

/** What each dataset that comes with the lab is called, in English. */
export const DATASET_TITLES = Object.fromEntries(BUILT_IN_DATASETS.map(({ name, title }) => [name, title])) as Readonly<
  Record<BuiltInDatasetName, string>
>;

/** The name of a dataset that the lab knows. */
export const datasetNameSchema = z
  .string()
  .refine((name) => DATASETS.find(name) !== undefined, { error: ({ input }) => DATASETS.refusal(input) });

const count = z.int().positive();
/** Classes and images are numbered by bytes and words: more than that nobody reads. */
const MOST_CLASSES = 256;
const MOST_SIDE = 10_000;
const MOST_CHANNELS = 16;
const side = count.max(MOST_SIDE);
const text = z.string().min(1).max(1000);

/** Facts from outside: of an extension, a bundle, or the database. */
export const datasetFactsSchema: z.ZodType<DatasetFacts> = z.object({
  name: text,
  title: text,
  imageShape: z.tuple([side, side, count.max(MOST_CHANNELS)]),
  classNames: z.array(text).min(2).max(MOST_CLASSES),
  trainCount: count,
  testCount: count,
  areTestClassesUnseen: z.boolean().optional(),
});

/** The facts of a dataset that an experiment keeps. */
export function factsToKeep({
  name,
  title,
  imageShape,
  classNames,
  trainCount,
  testCount,
  areTestClassesUnseen,
}: DatasetFacts): DatasetFacts {
  const unseen = areTestClassesUnseen === true ? { areTestClassesUnseen } : {};
  return { name, title, imageShape, classNames, trainCount, testCount, ...unseen };
}

/**
 * The number of training images that a fraction stands for: the *first* ones in the file's order, as in the deck,
 * rounded to the nearest whole image, and at least one.
 */
export function trainingCount(facts: Pick<DatasetFacts, 'trainCount'>, fraction: number): number {
  return Math.max(1, Math.round(facts.trainCount * fraction));
}

/** Where a dataset stands on this machine. */
export type DatasetState =
  | { readonly kind: 'built-in' }
  | {
      readonly kind: 'installed';
      readonly folder: string;
      /** Left out where its files were never verified, or have changed since. */
      readonly findings?: DatasetFindings;
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged'; readonly folder: string; readonly problem: string };

/**
 * Whether a copy holds the bytes that the dataset's authors published. *unknown*: they publish no checksum for the files
 * that it came in.
 */
export type DatasetBytes = 'official' | 'not-official' | 'unknown';

/** What a verification found. What is certainly wrong is refused; this is what a reader of figures should know. */
export interface DatasetFindings {
  readonly bytes: DatasetBytes;
  /** Test images that are training images too, pixel by pixel. */
  readonly sharedImages: number;
  /** Milliseconds since 1970. */
  readonly verifiedAt: number;
}

export interface DatasetInfo {
  readonly facts: DatasetDefinition;
  readonly state: DatasetState;
}

/** What a download waits for while nothing arrives. */
export interface DownloadWaiting {
  readonly host: string;
  /** The one that goes on, from 1. */
  readonly attempt: number;
  /** How many there are before it gives up, if the host never answers. */
  readonly attempts: number;
  /** After so many without an answer this attempt ends. */
  readonly seconds: number;
}

/** How far the installation of a dataset has come. */
export interface InstallProgress {
  readonly dataset: DatasetName;
  readonly phase: 'downloading' | 'checking' | 'unpacking' | 'verifying';
  readonly doneBytes: number;
  /** Undefined while the size is not known. */
  readonly totalBytes?: number;
  /** Of a download that has asked and was not answered yet. */
  readonly waiting?: DownloadWaiting;
}
