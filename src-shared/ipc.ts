import { z } from 'zod';

import { DATASET_NAMES, type DatasetInfo, type DatasetName, type InstallProgress } from './datasets';
import type { RowStanding } from './deck';
import type { LabFailure } from './errors';
import { experimentSpecSchema, type ExperimentSpec } from './experiment';
import { MOST_IMAGES, SPLITS, type ImagePixels, type RunPredictions, type Split } from './pixels';
import { RUN_STATUSES, type Run, type RunProgress, type RunStatus, type RunSummary, type SeriesPoint } from './run';

/** The one contract between the window and the lab. What a request takes, and what it gives. */
export interface LabRequests {
  'app:about': { readonly args: null; readonly result: About };
  'dataset:list': { readonly args: null; readonly result: readonly DatasetInfo[] };
  /** Downloads, checks and unpacks. Progress arrives as `dataset:progress`. */
  'dataset:install': { readonly args: { readonly dataset: DatasetName }; readonly result: DatasetInfo };
  'dataset:cancel-install': { readonly args: { readonly dataset: DatasetName }; readonly result: null };
  /** Asks for an archive or a folder with the system's dialog; null where the person changed their mind. */
  'dataset:import': {
    readonly args: { readonly dataset: DatasetName; readonly from: 'archive' | 'folder' };
    readonly result: DatasetInfo | null;
  };
  /** Queues one run per seed. */
  'experiment:launch': { readonly args: { readonly spec: ExperimentSpec }; readonly result: Launched };
  'run:list': { readonly args: RunQuery; readonly result: RunPage };
  'run:get': { readonly args: { readonly id: number }; readonly result: Run };
  'run:series': { readonly args: { readonly id: number }; readonly result: readonly SeriesPoint[] };
  'dataset:images': { readonly args: ImageQuery; readonly result: ImagePixels };
  /** The class of every image of a set, in order. */
  'dataset:labels': { readonly args: Omit<ImageQuery, 'indices'>; readonly result: Uint8Array };
  /** What a finished classifier said of every test image; null where it has not told classes. */
  'run:predictions': { readonly args: { readonly id: number }; readonly result: RunPredictions | null };
  /** Every row of the deck, in its order, with our figures for it. */
  'deck:rows': { readonly args: null; readonly result: readonly RowStanding[] };
  /** A queued run is cancelled at once, a running one at the end of its batch. */
  'run:cancel': { readonly args: { readonly id: number }; readonly result: null };
  /** Opens the run's folder in the system's file manager. */
  'run:open-folder': { readonly args: { readonly id: number }; readonly result: null };
  /** The runs of an experiment, by seed as it lists them. */
  'experiment:runs': { readonly args: { readonly experimentId: number }; readonly result: readonly RunSummary[] };
  /** Asks with the system's dialog where to put a file; null where the person changed their mind. */
  'file:save': { readonly args: SaveQuery; readonly result: { readonly file: string } | null };
}

/** What the lab tells the window, unasked. */
export interface LabEvents {
  /** Runs were added or changed their status; `ids` is null when anything may have changed (another program wrote). */
  'runs:changed': { readonly ids: readonly number[] | null };
  'run:progress': { readonly id: number; readonly progress: RunProgress };
  'run:epoch': { readonly id: number; readonly points: readonly SeriesPoint[] };
  'dataset:progress': InstallProgress;
}

export interface About {
  readonly version: string;
  /** Such as "Electron 45.4.1, Chromium …, Node …". */
  readonly runtime: string;
  /** Folder of the database and the runs. */
  readonly home: string;
}

/** Images of a dataset by their indices, in that order. */
export interface ImageQuery {
  readonly dataset: DatasetName;
  readonly split: Split;
  readonly indices: readonly number[];
}

/** A file that the window has made: an export. */
export interface SaveQuery {
  /** The name that the dialog suggests, such as "run-7-classes.csv". */
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** No export comes near it; a message that does was not made by the lab's own window. */
const MOST_SAVED_BYTES = 64 * 2 ** 20;

export interface Launched {
  readonly experimentId: number;
  readonly runIds: readonly number[];
}

export interface RunQuery {
  /** Only runs of these statuses; all where it is absent. */
  readonly statuses?: readonly RunStatus[] | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Newest first. */
export interface RunPage {
  readonly runs: readonly RunSummary[];
  /** How many there are in all. */
  readonly total: number;
}

export type RequestName = keyof LabRequests;
export type EventName = keyof LabEvents;
export type RequestArgs<Name extends RequestName> = LabRequests[Name]['args'];
export type RequestResult<Name extends RequestName> = LabRequests[Name]['result'];

/** The answer to a request: an expected refusal is a value, not an exception. */
export type Reply<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: LabFailure };

const runId = z.int().positive();
const dataset = z.enum(DATASET_NAMES);
const split = z.enum(SPLITS);

/** Every message is held against its schema before anything acts on it. */
export const REQUEST_SCHEMAS: { readonly [Name in RequestName]: z.ZodType<RequestArgs<Name>> } = {
  'app:about': z.null(),
  'dataset:list': z.null(),
  'dataset:install': z.strictObject({ dataset }),
  'dataset:cancel-install': z.strictObject({ dataset }),
  'dataset:import': z.strictObject({ dataset, from: z.enum(['archive', 'folder']) }),
  'experiment:launch': z.strictObject({ spec: experimentSpecSchema }),
  'run:list': z.strictObject({
    statuses: z.array(z.enum(RUN_STATUSES)).optional(),
    offset: z.int().min(0),
    limit: z.int().min(1).max(500),
  }),
  'run:get': z.strictObject({ id: runId }),
  'run:series': z.strictObject({ id: runId }),
  'dataset:images': z.strictObject({ dataset, split, indices: z.array(z.int().min(0)).max(MOST_IMAGES) }),
  'dataset:labels': z.strictObject({ dataset, split }),
  'run:predictions': z.strictObject({ id: runId }),
  'deck:rows': z.null(),
  'run:cancel': z.strictObject({ id: runId }),
  'run:open-folder': z.strictObject({ id: runId }),
  'experiment:runs': z.strictObject({ experimentId: z.int().positive() }),
  'file:save': z.strictObject({
    name: z.string().regex(/^[\w-]+\.(csv|json|md|png)$/, { error: 'Expected a name such as "run-7-classes.csv".' }),
    content: z.union([
      z.string().max(MOST_SAVED_BYTES),
      z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= MOST_SAVED_BYTES),
    ]),
  }),
};

/** The one object that the preload script gives to the window, as `window.lab`. */
export interface LabBridge {
  readonly request: <Name extends RequestName>(
    name: Name,
    args: RequestArgs<Name>,
  ) => Promise<Reply<RequestResult<Name>>>;
  /** Returns the function that stops the listening. */
  readonly on: <Name extends EventName>(name: Name, listener: (payload: LabEvents[Name]) => void) => () => void;
}
