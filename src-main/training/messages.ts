import type { DatasetFacts } from '#shared/datasets/datasets';
import type { CalibratedSpec, Calibration } from '#shared/experiment/estimate';
import type { LabFailure } from '#shared/errors/errors';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import type {
  Artefact,
  CheckpointFile,
  CheckpointPlace,
  Evaluation,
  Protocol,
  RunFacts,
  RunProgress,
  SeriesPoint,
} from '#shared/runs/run';

import type { FileStamp } from '../datasets/stamp';
import type { Compute } from '#shared/devices/devices';
import type { WorkerSurroundings } from '../processes/worker-surroundings';

/** All that the training process is told. It never sees the database. */
export interface TrainingJob {
  readonly runId: number;
  readonly spec: ExperimentSpec;
  /** What the design was made with: its network is laid out for these. */
  readonly datasetFacts: DatasetFacts;
  readonly seed: number;
  /** Where the dataset's files are; null for a built-in one. */
  readonly datasetFolder: string | null;
  /** Its files as the lab found them: they must not change until they are loaded. */
  readonly datasetFiles?: readonly FileStamp[] | undefined;
  /** An existing folder for the run's artefacts. */
  readonly runFolder: string;
  /** Whether something of an earlier attempt is recorded, which is void where no checkpoint of it is found. */
  readonly isBegun?: boolean | undefined;
  /** A checkpoint is written at the first batch after this many seconds. */
  readonly checkpointSeconds: number;
  /** Where the design starts from weights that others trained. */
  readonly startingWeightsFile?: string | undefined;
  /** Version of the lab, for the record. */
  readonly code: string;
  readonly compute: Compute;
  /** What the process is started in, for the device's sake. */
  readonly surroundings: WorkerSurroundings;
}

/** The evaluation of weights that were trained elsewhere: nothing is trained, and nothing is stored. */
export interface EvaluationJob {
  readonly spec: ExperimentSpec;
  readonly datasetFacts: DatasetFacts;
  readonly datasetFolder: string | null;
  /** A Keras HDF5 file. */
  readonly weightsFile: string;
  readonly protocol: Protocol;
  readonly compute: Compute;
}

/** A few steps of a network on images of noise, to learn how long they take on this machine. */
export interface CalibrationJob {
  readonly spec: CalibratedSpec;
  readonly datasetFacts: DatasetFacts;
  readonly compute: Compute;
}

/** From the lab to the training process. */
export type TrainingCommand =
  | { readonly kind: 'start'; readonly job: TrainingJob }
  | { readonly kind: 'evaluate'; readonly job: EvaluationJob }
  | { readonly kind: 'calibrate'; readonly job: CalibrationJob }
  | { readonly kind: 'cancel' }
  /** Keep how far it is and end, to go on from there in another process. */
  | { readonly kind: 'pause' };

export type TrainingOutcome =
  | { readonly kind: 'finished' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'failed'; readonly failure: LabFailure };

/** From the training process to the lab: facts, in the order in which they happen. The last one is `ended`. */
export type TrainingEvent =
  | { readonly kind: 'progress'; readonly progress: RunProgress }
  | { readonly kind: 'loaded'; readonly facts: RunFacts }
  | { readonly kind: 'epoch'; readonly points: readonly SeriesPoint[] }
  /** The weights of this epoch count, because the design keeps the best ones. */
  | { readonly kind: 'kept'; readonly epoch: number }
  | { readonly kind: 'artefact'; readonly artefact: Artefact }
  | { readonly kind: 'evaluation'; readonly evaluation: Evaluation }
  /** Of an evaluation: whether the file said of which network its weights are, or held weights alone. */
  | { readonly kind: 'weights'; readonly isDescribed: boolean }
  /** It stands between two batches, and its process ends. */
  | { readonly kind: 'paused' }
  /** From here it goes on; whatever it had told of later epochs, artefacts and evaluations is void, and comes again. */
  | {
      readonly kind: 'restored';
      readonly checkpoint: CheckpointPlace;
      /** Of the epochs before. */
      readonly series: readonly SeriesPoint[];
    }
  | { readonly kind: 'checkpoint'; readonly checkpoint: CheckpointFile }
  /** None could be written, or one that was there could not be read. The run goes on. */
  | { readonly kind: 'checkpoint-failed'; readonly reason: string }
  | { readonly kind: 'stopped-early'; readonly epoch: number }
  /** Its kernels gave wrong gradients: it ends as failed, and a fresh process may take its place. */
  | { readonly kind: 'kernels-unsound'; readonly reason: string }
  /** The answer to a calibration. */
  | { readonly kind: 'calibrated'; readonly calibration: Calibration }
  | { readonly kind: 'ended'; readonly outcome: TrainingOutcome };

/** What a run tells before its end. */
export type RunEvent = Exclude<TrainingEvent, { readonly kind: 'ended' | 'calibrated' | 'weights' }>;

export type Report = (event: TrainingEvent) => void;
