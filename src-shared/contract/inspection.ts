import { z } from 'zod';

import { SAMPLES, type Sample } from '../datasets/sample';
import { datasetNameSchema, type DatasetInfo, type DatasetName } from '../datasets/datasets';
import { bounded } from '../basics/bounds';
import { numberBetween } from '../basics/expected';
import { pairingSpecSchema, type PairingSpec } from '../pairings/pairing-spec';
import { validationSpecSchema, type ValidationSpec } from '../experiment/training-spec';
import { SPLITS, type Split } from '../datasets/pixels';

/** What the window asks about data and finished networks; the requests of the inspection process. */
export interface InspectionRequests {
  /** Reads every file of an installed dataset and holds it against what it should be. Progress: `dataset:progress`. */
  readonly 'dataset:verify': { readonly args: { readonly dataset: DatasetName }; readonly result: DatasetInfo };
  readonly 'dataset:summary': { readonly args: { readonly dataset: DatasetName }; readonly result: DatasetSummary };
  readonly 'dataset:sample': { readonly args: SampleQuery; readonly result: SamplePage };
  readonly 'dataset:pairs': { readonly args: PairQuery; readonly result: PairPage };
  /** Where a tower of a finished run puts test images, brought down to a plane. Progress: `projection:progress`. */
  readonly 'run:projection': { readonly args: ProjectionQuery; readonly result: Projection };
  /** Ends whatever projection of the run is under way. */
  readonly 'run:cancel-projection': { readonly args: { readonly id: number }; readonly result: null };
  readonly 'run:neighbours': { readonly args: NeighbourQuery; readonly result: readonly Neighbour[] };
  /** Over the test set; the network is loaded for it. */
  readonly 'run:distances': { readonly args: { readonly id: number }; readonly result: PairDistances };
  /** What the network of a finished run says of two images. */
  readonly 'run:playground': { readonly args: PlaygroundQuery; readonly result: PlaygroundAnswer };
}

/** What the lab tells the window about such questions, unasked. */
export interface InspectionEvents {
  readonly 'projection:progress': { readonly id: number; readonly progress: InspectionProgress };
}

/** How far an answer has come that takes long. */
export interface InspectionProgress {
  readonly phase: 'loading' | 'embedding' | 'projecting';
  /** Images, or steps. */
  readonly done: number;
  readonly total: number;
}

/** Where a dataset lies and what it holds. */
export interface DatasetSummary extends DatasetStorage {
  readonly trainCount: number;
  readonly testCount: number;
  /** sha256 over the images and labels as loaded: every run stores that of its dataset. */
  readonly checksum: string;
}

export interface DatasetStorage {
  /** Null where the lab draws the dataset itself. */
  readonly folder: string | null;
  /** On the disk; 0 without a folder. */
  readonly bytes: number;
}

/** Which images of a set to look at. */
export interface SampleQuery {
  readonly dataset: DatasetName;
  readonly split: Split;
  /** Null for every class. */
  readonly classIndex: number | null;
  /** Shuffles the images; null leaves them in the order of the file. */
  readonly seed: number | null;
  readonly offset: number;
  readonly limit: number;
}

export interface SamplePage {
  /** Indices into the set. */
  readonly indices: readonly number[];
  /** How many there are on all pages. */
  readonly total: number;
}

export const PAIR_FILTERS = ['all', 'same', 'different', 'two', 'self'] as const;
/** *two*: two images that are not one and the same. *self*: an image beside itself. */
export type PairFilter = (typeof PAIR_FILTERS)[number];

/** The pairs that a pairing makes of a part of a training set in one epoch. */
export interface PairQuery {
  readonly dataset: DatasetName;
  readonly fraction: number;
  /** Which images that is; drawn ones by the seed of the run. */
  readonly sample: Sample;
  readonly pairing: PairingSpec;
  /** What is held out for it is not paired. */
  readonly validation: ValidationSpec;
  /** Of the run: its pairs are drawn with it. */
  readonly seed: number;
  /** 1-based; of importance where the pairs are drawn anew. */
  readonly epoch: number;
  readonly show: PairFilter;
  readonly offset: number;
  readonly limit: number;
}

export interface DrawnPair {
  /** Its place among the pairs of the epoch, before they are shuffled into batches. */
  readonly place: number;
  /** Indices into the training set. */
  readonly first: number;
  readonly second: number;
  readonly firstClass: number;
  readonly secondClass: number;
  /** How much it counts in the loss. */
  readonly weight: number;
}

export interface PairPage {
  readonly pairs: readonly DrawnPair[];
  /** How many pass the filter. */
  readonly total: number;
  readonly statistics: PairStatistics;
}

/** What all the pairs of an epoch are like. */
export interface PairStatistics {
  readonly pairs: number;
  /** Images that they are made of. */
  readonly images: number;
  /** Pairs whose images are of one class. */
  readonly same: number;
  /** Pairs of an image with itself. */
  readonly self: number;
  /** Σ of the weights of the "same" pairs, and of all. */
  readonly sameWeight: number;
  readonly weight: number;
  /** How many images come so often, by the number of places (of the two of each pair) that they take. */
  readonly uses: readonly number[];
}

/** An image to show to a network. */
export type ShownImage =
  | { readonly kind: 'test'; readonly index: number }
  /** Of the person's own, as large as the dataset's: height × width × channels, 0…255. */
  | { readonly kind: 'pixels'; readonly pixels: Uint8Array };

export interface PlaygroundQuery {
  /** A finished run. */
  readonly id: number;
  readonly first: ShownImage;
  readonly second: ShownImage;
}

export interface PlaygroundAnswer {
  /** Probabilities [classes] of each image by itself, given to both towers of a siamese network; null where it tells no classes. */
  readonly classes: { readonly first: Float32Array; readonly second: Float32Array } | null;
  /** Probabilities [classes] of the two given together, to a siamese network that tells classes. */
  readonly together: Float32Array | null;
  /** The probability of "same" that the network itself gives; null where it gives none. */
  readonly same: number | null;
  /** Between the towers' outputs. */
  readonly distance: number;
  /** What the distance can be held against. */
  readonly typical: TypicalDistances;
}

/** Median distances over pairs of test images. */
export interface TypicalDistances {
  readonly same: number;
  readonly different: number;
  /** Of each kind. */
  readonly pairs: number;
}

/** Euclidean, between what the towers make of the two images of each pair; each kind ascending. */
export interface PairDistances {
  /** Of pairs of one class. */
  readonly same: Float32Array;
  readonly different: Float32Array;
}

export const PROJECTION_METHODS = ['pca', 'umap'] as const;
/** *pca*: the two directions of most variance. *umap*: neighbours stay neighbours, and distances mean little. */
export type ProjectionMethod = (typeof PROJECTION_METHODS)[number];

/** What a tower of a finished run makes of test images. */
export interface EmbeddingQuery {
  readonly id: number;
  /** 0: of the first input. 1: of the second, where the two have towers of their own. */
  readonly tower: 0 | 1;
  /** Test images; all where there are no more, otherwise drawn by a fixed seed. */
  readonly count: number;
}

export interface ProjectionQuery extends EmbeddingQuery {
  readonly method: ProjectionMethod;
  /** Of UMAP, which begins at random. */
  readonly seed: number;
}

/** Test images as points of a plane. */
export interface Projection {
  /** Of the test set, ascending. */
  readonly indices: Uint32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** The share of the variance along each axis; empty for UMAP. */
  readonly explained: readonly number[];
  /** Values that the tower gives for an image. */
  readonly features: number;
}

export interface NeighbourQuery extends EmbeddingQuery {
  /** Of the test set; one of those that are embedded. */
  readonly index: number;
  readonly limit: number;
}

export interface Neighbour {
  readonly index: number;
  /** Euclidean, between the tower's outputs. */
  readonly distance: number;
}

/** UMAP takes a minute for so many. */
export const MOST_EMBEDDED = 10_000;

/** The most values of an image that the lab takes: 224×224×3 and some. */
const MOST_VALUES = 200_000;

const dataset = datasetNameSchema;
const offset = z.int().min(0);
const limit = z.int().min(1).max(500);
const seed = bounded('seed');
const runId = z.int().positive();
const embedding = {
  id: runId,
  tower: z.union([z.literal(0), z.literal(1)]),
  count: z.int().min(10).max(MOST_EMBEDDED),
};
export const shownImageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('test'), index: z.int().min(0) }),
  // bytes can be nothing but 0…255
  z.strictObject({
    kind: z.literal('pixels'),
    pixels: z.instanceof(Uint8Array).refine(({ length }) => length <= MOST_VALUES),
  }),
]);
const fraction = numberBetween(0.00001, 1, 'a fraction of the training set, such as 0.1 for 10 %');

export const INSPECTION_SCHEMAS = {
  'dataset:verify': z.strictObject({ dataset }),
  'dataset:summary': z.strictObject({ dataset }),
  'dataset:sample': z.strictObject({
    dataset,
    split: z.enum(SPLITS),
    classIndex: z.int().min(0).max(255).nullable(),
    seed: seed.nullable(),
    offset,
    limit,
  }),
  'dataset:pairs': z.strictObject({
    dataset,
    fraction,
    sample: z.enum(SAMPLES),
    pairing: pairingSpecSchema,
    validation: validationSpecSchema,
    seed,
    epoch: bounded('epoch'),
    show: z.enum(PAIR_FILTERS),
    offset,
    limit,
  }),
  'run:projection': z.strictObject({ ...embedding, method: z.enum(PROJECTION_METHODS), seed }),
  'run:cancel-projection': z.strictObject({ id: runId }),
  'run:neighbours': z.strictObject({ ...embedding, index: z.int().min(0), limit: z.int().min(1).max(100) }),
  'run:distances': z.strictObject({ id: runId }),
  'run:playground': z.strictObject({ id: runId, first: shownImageSchema, second: shownImageSchema }),
} satisfies { readonly [Name in keyof InspectionRequests]: z.ZodType<InspectionRequests[Name]['args']> };
