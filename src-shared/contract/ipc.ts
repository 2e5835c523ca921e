import { z } from 'zod';

import type { AnswerRun } from '../answers/answer-run';
import { ENSEMBLE_SIZES } from '../answers/ensembles';
import { selectionSchema, sweepNameSchema, type AnswerSelection, type Sweep } from '../answers/sweep';
import type { BundleWritten, ImportResult } from '../runs/bundle';
import { datasetNameSchema, type DatasetName } from '../datasets/datasets';
import type { RowStanding } from '../replication/deck';
import type { DeviceReport, DeviceSurvey } from '../devices/devices';
import type { LabFailure } from '../errors/errors';
import type { Calibration } from '../experiment/estimate';
import type { KnownTimes } from '../experiment/finished-times';
import { experimentSpecSchema, type ExperimentSpec } from '../experiment/experiment';
import {
  reportQuestionSchema,
  reportSelectionSchema,
  type ReportQuestion,
  type ReportSelection,
} from '../report/selection';
import type { ReportProgress, ReportWritten } from '../report/written';
import type { LogLine } from '../runs/run-log';
import type { StudyStanding } from '../runs/study';
import { DATASET_SCHEMAS, type DatasetEvents, type DatasetRequests } from './datasets';
import { QUEUE_SCHEMAS, type Launched, type QueueRequests } from './queue';
import { INSPECTION_SCHEMAS, type InspectionEvents, type InspectionRequests } from './inspection';
import {
  MOST_IMAGES,
  SPLITS,
  type ImagePixels,
  type RunPredictions,
  type RunScores,
  type Split,
} from '../datasets/pixels';
import type { Run, RunProgress, RunSummary, SeriesPoint } from '../runs/run';
import { experimentNameSchema, runIdsSchema } from '../runs/run-list';
import { RUN_LIST_SCHEMAS, type RunListRequests } from './run-list';

export type { Launched, OpenProgram, Queue, QueueRun } from './queue';
export type { RunPage, RunQuery } from '../runs/run-list';

/** The one contract between the window and the lab. What a request takes, and what it gives. */
export interface LabRequests extends DatasetRequests, InspectionRequests, QueueRequests, RunListRequests {
  'app:about': { readonly args: null; readonly result: About };
  /** The backups of the database, the latest first. Answered by a lab that cannot be opened, too; so is the next. */
  'backup:list': { readonly args: null; readonly result: readonly Backup[] };
  /**
   * Puts a backup in the place of the database and opens the lab; what lay there is kept, and where is said. Refused while
   * the lab is open.
   */
  'backup:restore': { readonly args: { readonly name: string }; readonly result: { readonly keptAs: string | null } };
  /** Opens a lab that could not be opened; fails with the reason where it still cannot. */
  'lab:reopen': { readonly args: null; readonly result: null };
  /** Queues one run per seed. */
  'experiment:launch': {
    readonly args: { readonly spec: ExperimentSpec; readonly name?: string | undefined };
    readonly result: Launched;
  };
  /** The same for several designs: all of them, or none. *sweep*: the name under which they belong together. */
  'experiment:launch-all': {
    readonly args: { readonly specs: readonly ExperimentSpec[]; readonly sweep?: string | undefined };
    readonly result: readonly Launched[];
  };
  /** Asks for a file with the system's dialog, and reads a design from it; null where the person changed their mind. */
  'design:import': {
    readonly args: null;
    readonly result: { readonly file: string; readonly spec: ExperimentSpec } | null;
  };
  /** What steps of these designs take on this machine, as measured or as finished runs tell, in the same order; null where nothing is known. */
  'calibration:find': {
    readonly args: { readonly specs: readonly ExperimentSpec[] };
    readonly result: readonly (KnownTimes | null)[];
  };
  /** Trains a few batches of a design to see how long they take. Refused while a run trains. */
  'calibration:measure': { readonly args: { readonly spec: ExperimentSpec }; readonly result: Calibration };
  'calibration:cancel': { readonly args: null; readonly result: null };
  /** Writes runs that have ended into a file that the system's dialog asks for; null where the person changed their mind. */
  'bundle:export': {
    readonly args: { readonly ids: readonly number[]; readonly withWeights: boolean };
    readonly result: BundleWritten | null;
  };
  /** Takes in the runs of such a file; null where the person changed their mind. */
  'bundle:import': { readonly args: null; readonly result: ImportResult | null };
  'run:get': { readonly args: { readonly id: number }; readonly result: Run };
  'run:series': { readonly args: { readonly id: number }; readonly result: readonly SeriesPoint[] };
  'dataset:images': { readonly args: ImageQuery; readonly result: ImagePixels };
  /** The class of every image of a set, in order. */
  'dataset:labels': { readonly args: Omit<ImageQuery, 'indices'>; readonly result: Uint8Array };
  /** What a finished classifier said of every test image; null where it has not told classes. */
  'run:predictions': { readonly args: { readonly id: number }; readonly result: RunPredictions | null };
  /** What a finished network said of pairs of test images by its own output; null where it has not been asked. */
  'run:scores': { readonly args: { readonly id: number }; readonly result: RunScores | null };
  /** Every row of the deck, in its order, with our figures for it. */
  'deck:rows': { readonly args: null; readonly result: readonly RowStanding[] };
  /** Whether the runs that come with the lab are open. The next two open and close them. */
  'study:standing': { readonly args: null; readonly result: StudyStanding };
  'study:open': { readonly args: null; readonly result: StudyStanding };
  'study:close': { readonly args: null; readonly result: StudyStanding };
  /** What was launched together, the latest first. */
  'answer:sweeps': { readonly args: null; readonly result: readonly Sweep[] };
  'answer:rename-sweep': { readonly args: { readonly id: number; readonly name: string }; readonly result: null };
  /** The finished runs that an answer is drawn from. */
  'answer:runs': { readonly args: AnswerSelection; readonly result: readonly AnswerRun[] };
  /** The ensembles of so many that the plain networks among them make. */
  'answer:ensembles': {
    readonly args: { readonly selection: AnswerSelection; readonly size: number };
    readonly result: readonly AnswerRun[];
  };
  /**
   * Writes a report into a folder that the system's dialog asks for; null where the person changed their mind. Its progress
   * arrives as `report:progress`. The next two show what this window has written, by the number that it gave.
   */
  'report:write': {
    readonly args: { readonly selection: ReportSelection; readonly question: ReportQuestion };
    readonly result: (Pick<ReportWritten, 'folder' | 'noPdf'> & { readonly id: number }) | null;
  };
  'report:open': { readonly args: { readonly id: number }; readonly result: null };
  'report:show-in-folder': { readonly args: { readonly id: number }; readonly result: null };
  'run:log': { readonly args: { readonly id: number }; readonly result: readonly LogLine[] };
  /** Opens the run's folder in the system's file manager. */
  'run:open-folder': { readonly args: { readonly id: number }; readonly result: null };
  /** Every run of an experiment, by seed; of a seed that was tried again the latest comes last. */
  'experiment:runs': { readonly args: { readonly experimentId: number }; readonly result: readonly RunSummary[] };
  /** Tells the end of a run on the desktop, unless the window has the focus. A click on it shows the run. */
  'desktop:notify': {
    readonly args: { readonly id: number; readonly title: string; readonly body: string };
    readonly result: null;
  };
  /** What the last test of the devices found; null where there was none. */
  'device:survey': { readonly args: null; readonly result: DeviceSurvey | null };
  /** Looks for every device and tests it, each in a process of its own; each is told as `device:tested`. */
  'device:test': { readonly args: null; readonly result: DeviceSurvey };
  /** Asks with the system's dialog where to put a file; null where the person changed their mind. */
  'file:save': { readonly args: SaveQuery; readonly result: { readonly file: string } | null };
}

/** What the lab tells the window, unasked. */
export interface LabEvents extends DatasetEvents, InspectionEvents {
  /** Runs were added or changed their status; `ids` is null when anything may have changed (another program wrote). */
  'runs:changed': { readonly ids: readonly number[] | null };
  'run:progress': { readonly id: number; readonly progress: RunProgress };
  'run:epoch': { readonly id: number; readonly points: readonly SeriesPoint[] };
  'run:log': { readonly id: number; readonly line: LogLine };
  /** It was paused, resumed, or put into another order. */
  'queue:changed': null;
  /** A notification was clicked. */
  'desktop:show-run': { readonly id: number };
  'device:tested': DeviceReport;
  'report:progress': ReportProgress;
}

/** A copy of the database that the lab keeps. */
export interface Backup {
  /** Of its file. */
  readonly name: string;
  /** Milliseconds since 1970, to the second. */
  readonly madeAt: number;
  readonly bytes: number;
  /** Runs in it; null where it cannot be read. */
  readonly runCount: number | null;
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

/** As many experiments as a sweep may be: the queue holds no more runs. */
export const MOST_SPECS = 1000;

export type RequestName = keyof LabRequests;
export type EventName = keyof LabEvents;
export type RequestArgs<Name extends RequestName> = LabRequests[Name]['args'];
export type RequestResult<Name extends RequestName> = LabRequests[Name]['result'];

/** The answer to a request: an expected refusal is a value, not an exception. */
export type Reply<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: LabFailure };

const runId = z.int().positive();
const split = z.enum(SPLITS);
const specs = z.array(experimentSpecSchema).min(1).max(MOST_SPECS);

/** Every message is held against its schema before anything acts on it. */
export const REQUEST_SCHEMAS: { readonly [Name in RequestName]: z.ZodType<RequestArgs<Name>> } = {
  ...INSPECTION_SCHEMAS,
  ...DATASET_SCHEMAS,
  ...QUEUE_SCHEMAS,
  ...RUN_LIST_SCHEMAS,
  'app:about': z.null(),
  'backup:list': z.null(),
  'backup:restore': z.strictObject({ name: z.string().max(100) }),
  'lab:reopen': z.null(),
  'experiment:launch': z.strictObject({ spec: experimentSpecSchema, name: experimentNameSchema.optional() }),
  'experiment:launch-all': z.strictObject({ specs, sweep: sweepNameSchema.optional() }),
  'design:import': z.null(),
  'calibration:find': z.strictObject({ specs }),
  'calibration:measure': z.strictObject({ spec: experimentSpecSchema }),
  'calibration:cancel': z.null(),
  'bundle:export': z.strictObject({ ids: runIdsSchema, withWeights: z.boolean() }),
  'bundle:import': z.null(),
  'run:get': z.strictObject({ id: runId }),
  'run:series': z.strictObject({ id: runId }),
  'dataset:images': z.strictObject({
    dataset: datasetNameSchema,
    split,
    indices: z.array(z.int().min(0)).max(MOST_IMAGES),
  }),
  'dataset:labels': z.strictObject({ dataset: datasetNameSchema, split }),
  'run:predictions': z.strictObject({ id: runId }),
  'run:scores': z.strictObject({ id: runId }),
  'deck:rows': z.null(),
  'study:standing': z.null(),
  'study:open': z.null(),
  'study:close': z.null(),
  'answer:sweeps': z.null(),
  'answer:rename-sweep': z.strictObject({ id: runId, name: sweepNameSchema }),
  'answer:runs': selectionSchema,
  'answer:ensembles': z.strictObject({
    selection: selectionSchema,
    size: z.int().min(ENSEMBLE_SIZES.least).max(ENSEMBLE_SIZES.most),
  }),
  'report:write': z.strictObject({ selection: reportSelectionSchema, question: reportQuestionSchema }),
  'report:open': z.strictObject({ id: z.int().positive() }),
  'report:show-in-folder': z.strictObject({ id: z.int().positive() }),
  'run:log': z.strictObject({ id: runId }),
  'run:open-folder': z.strictObject({ id: runId }),
  'experiment:runs': z.strictObject({ experimentId: z.int().positive() }),
  'desktop:notify': z.strictObject({ id: runId, title: z.string().max(200), body: z.string().max(500) }),
  'device:survey': z.null(),
  'device:test': z.null(),
  'file:save': z.strictObject({
    name: z
      .string()
      .regex(/^[\w-]{1,100}\.(csv|json|md|png|svg)$/, { error: 'Expected a name such as "run-7-classes.csv".' }),
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
  /** Where a file or a folder lies that was dropped on the window; empty for what lies nowhere. */
  readonly pathOf: (file: DroppedFile) => string;
}

/** What a browser calls a File: this code knows no browser. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
}
