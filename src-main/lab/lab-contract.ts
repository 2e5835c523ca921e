import type { BundleWritten, ImportResult } from '#shared/runs/bundle';
import type { DatasetInfo } from '#shared/datasets/datasets';
import type { RowStanding } from '#shared/replication/deck';
import type { ImageQuery, Launched, Queue } from '#shared/contract/ipc';
import type { ImagePixels, RunPredictions, RunScores } from '#shared/datasets/pixels';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import type { Protocol, Run, RunSummary, SeriesPoint } from '#shared/runs/run';
import type { LogLine } from '#shared/runs/run-log';

import type { Catalogue } from '../datasets/catalogue';
import type { WeightsCatalogue } from '../weights/catalogue';
import type { LaunchInspection } from '../inspection/inspection';
import type { BundleExport } from './bundle/export';
import type { Calibrations } from './calibration/calibrations';
import type { LaunchDevice } from './devices/device-probe';
import type { Devices } from './devices/devices';
import type { WeightsEvaluation } from './evaluate-weights';
import type { LabEmitter } from './events/events';
import type { InspectionAnswers } from './inspection/inspection-answers';
import type { RunList } from './runs/run-list';
import type { LaunchTraining } from '../executors/local/training-process';

/** All that a person can do here, with a window or without one. */
export interface Lab {
  readonly home: string;
  readonly events: Pick<LabEmitter, 'on'>;
  readonly datasets: Pick<Catalogue, 'list' | 'info'>;
  /** What computes here. */
  readonly devices: Pick<Devices, 'survey' | 'test'>;
  /** What networks can start from. */
  readonly weights: WeightsCatalogue;
  /** Downloads, checks and unpacks; progress is told as `dataset:progress`. */
  readonly installDataset: (name: string, signal?: AbortSignal) => Promise<DatasetInfo>;
  /** The same from an archive or a folder of the user's. */
  readonly importDataset: (name: string, path: string, signal?: AbortSignal) => Promise<DatasetInfo>;
  /** Reads every file of an installed dataset and holds it against what it should be. @throws LabError `dataset-missing`, `dataset-damaged` */
  readonly verifyDataset: (name: string, signal?: AbortSignal) => Promise<DatasetInfo>;
  readonly launch: (spec: ExperimentSpec) => Promise<Launched>;
  /** Launches several designs: all of them, or none. */
  readonly launchAll: (specs: readonly ExperimentSpec[]) => Promise<readonly Launched[]>;
  /** How long steps take on this machine. */
  readonly calibrations: Calibrations;
  /**
   * Evaluates a Keras HDF5 file as the network of a design; the design's own protocol where none is named.
   * @throws LabError `invalid-weights`, `dataset-missing`, …
   */
  readonly evaluate: (spec: ExperimentSpec, weightsFile: string, protocol?: Protocol) => Promise<WeightsEvaluation>;
  readonly cancel: (id: number) => void;
  /** As in `Scheduler`. */
  readonly cancelAll: (ids: readonly number[]) => readonly number[];
  /** The following five as in `Scheduler`. */
  readonly retry: (id: number) => Promise<Launched>;
  readonly resume: (id: number) => Promise<Launched>;
  readonly pause: (id: number, isPaused: boolean) => void;
  readonly move: (id: number, before: number | null) => void;
  readonly pauseQueue: (isPaused: boolean) => void;
  readonly queue: () => Queue;
  /** The run that this program is training, if any. */
  readonly runningRun: () => number | undefined;
  /** The runs that there are, and what a person does with them. */
  readonly runList: Omit<RunList, 'close'>;
  /** @throws LabError `unknown-run` */
  readonly run: (id: number) => Run;
  /** Every row of the deck with our figures for it. */
  readonly deck: () => readonly RowStanding[];
  readonly series: (id: number) => readonly SeriesPoint[];
  readonly log: (id: number) => readonly LogLine[];
  readonly runsOfExperiment: (experimentId: number) => readonly RunSummary[];
  readonly folderOf: (id: number) => string;
  /** @throws LabError `dataset-missing`, `dataset-damaged` */
  readonly images: (query: ImageQuery) => Promise<ImagePixels>;
  /** The class of every image of a set, in order. */
  readonly labels: (query: Omit<ImageQuery, 'indices'>) => Promise<Uint8Array>;
  /** What a finished classifier said of every test image; null where it has not told classes. @throws LabError `unknown-run`, `artefact-damaged` */
  readonly predictions: (id: number) => Promise<RunPredictions | null>;
  /** What a finished network said of pairs of test images; null where it has not been asked. @throws LabError `unknown-run`, `artefact-damaged` */
  readonly scores: (id: number) => Promise<RunScores | null>;
  readonly inspection: InspectionAnswers;
  /** Writes runs that have ended into one file. @throws LabError `unknown-run`, `run-active`, `artefact-damaged`, `disk-full` */
  readonly exportBundle: (bundle: BundleExport) => Promise<BundleWritten>;
  /** Takes in the runs of such a file, under numbers of their own. @throws LabError `invalid-bundle`, `disk-full` */
  readonly importBundle: (file: string) => Promise<ImportResult>;
  /** Interrupts what runs, and closes the database. */
  readonly close: () => Promise<void>;
}

export interface LabOptions {
  /** As the person gave it; undefined takes the usual place. */
  readonly home: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly launchTraining: LaunchTraining;
  readonly launchInspection: LaunchInspection;
  readonly launchDevice: LaunchDevice;
  /** Where set-up puts the libtensorflow with CUDA. */
  readonly cudaFolder: string;
  /** For runtimes older than Node-API 10, see `openDatabase`. */
  readonly nativeBinding: string | undefined;
  /** Version of the lab. */
  readonly code: string;
  /** As other programs on the same folder see it. */
  readonly program: 'window' | 'command line';
  /** Whether queued runs that a dead program left behind are taken over. */
  readonly adoptQueue: boolean;
  readonly queueLimit?: number;
}
