import type { RunOrigin } from './bundle';
import type { DatasetFacts } from '../datasets/datasets';
import type { Precision } from '../devices/devices';
import type { LabFailure } from '../errors/errors';
import type { Figures } from '../metrics/judged';
import { isUnderstood, type OfUnderstood, type StoredSpec } from '../experiment/stored-spec';
import type { WeightsName } from '../networks/weights';
import type { Evaluation } from './evaluation';

export { asksForSame, halfOf, isHonest, isLeaking, PROTOCOLS, type Protocol } from '../protocols/protocols';
export type { ClassificationEvaluation, DiscriminationEvaluation, Evaluation, OtherEvaluation } from './evaluation';

/**
 * queued → running → finished | failed | cancelled | interrupted.
 * *interrupted*: the process that ran it is gone, so nobody will ever end it.
 */
export const RUN_STATUSES = ['queued', 'running', 'finished', 'failed', 'cancelled', 'interrupted'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** True once nothing more will happen to a run. */
export function isEnded(status: RunStatus): boolean {
  return status !== 'queued' && status !== 'running';
}

/** What a run ran on, and with what: nobody can judge a figure without it. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly platform: string;
  /** Such as "node 24.21.0" or "electron 45.4.1". */
  readonly runtime: string;
  /** What computed: "libtensorflow CPU". */
  readonly device: string;
  /** This and the next two are what it really ran on; older runs did not write them down. Such as "cuda:0". */
  readonly deviceId?: string | undefined;
  /** Of the processor. */
  readonly threads?: number | undefined;
  readonly precision?: Precision | undefined;
  readonly engine: string;
  /** Versions by library name: tensorflow, tfjs-node. */
  readonly libraries: Readonly<Record<string, string>>;
  /** Version of the lab, with the commit where it is known. */
  readonly code: string;
}

/** What the training process knows only once it has loaded everything. */
export interface RunFacts {
  readonly parameterCount: number;
  /** Images that were learned from. */
  readonly trainCount: number;
  readonly testCount: number;
  /** sha256 over the images and labels as loaded. */
  readonly datasetChecksum: string;
  readonly machine: Machine;
  /** Training images that were kept from training, where the design holds some out. */
  readonly heldOutCount?: number | undefined;
  /** What the network started from, where that was not random weights. */
  readonly startingWeights?: StartingWeights | undefined;
  /** The epoch whose weights count, where the design keeps the best ones. Known once the training has ended. */
  readonly keptEpoch?: number | undefined;
}

/** A file of weights that others trained. */
export interface StartingWeights {
  readonly name: WeightsName;
  /** Without its folder. */
  readonly file: string;
  readonly sha256: string;
}

/** One line of the runs table. */
export interface RunSummary extends RunTime {
  readonly id: number;
  readonly experimentId: number;
  readonly experimentTitle: string;
  readonly spec: StoredSpec;
  /** Of the dataset that it was made with; null where nobody knows them. */
  readonly datasetFacts: DatasetFacts | null;
  readonly seed: number;
  readonly status: RunStatus;
  /** Times in milliseconds since 1970, by the clock of the machine that ran it. */
  readonly queuedAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** Epochs that are complete and recorded. */
  readonly epochsDone: number;
  /** Of the evaluation on the first protocol of its design; empty where there is none. */
  readonly figures: Figures;
  /** Training speed: mean over the epochs; null before the first has ended. */
  readonly imagesPerSecond: number | null;
  /** Null until the training process has started. */
  readonly parameterCount: number | null;
  /** Images that are learned from; null as long. */
  readonly trainCount: number | null;
  /** In alphabetical order. */
  readonly tags: readonly string[];
  /** What a person has written about it; empty where nobody has. */
  readonly note: string;
  /** Null for a run that is not archived. An archived run is kept, and out of sight. */
  readonly archivedAt: number | null;
  readonly failure: LabFailure | null;
  /** From where it could go on; null where there is nothing to go on from, or nothing left to do. */
  readonly checkpoint: CheckpointPlace | null;
  /** It came with the lab: one of the project's own runs. */
  readonly isStudy?: true;
  /** A person called its experiment so; otherwise the title follows from the design. */
  readonly isNamed?: true;
  /** Another run of its experiment and seed waits, runs or has finished: a seed has one result at most. */
  readonly isReplaced: boolean;
}

/** How long a run has been trained, over all its attempts: neither pauses nor the time in which the lab was closed count. */
export interface RunTime {
  /** Milliseconds up to `countedAt`, or up to its end; null before its first attempt. */
  readonly trainedFor: number | null;
  /** While it is trained: up to when `trainedFor` counts. In milliseconds since 1970, as all times. */
  readonly countedAt: number | null;
  /** While it is paused: since when. */
  readonly pausedAt: number | null;
}

/** Milliseconds of training up to now; null before the first attempt. */
export function elapsedOf({ trainedFor, countedAt }: RunTime, now: number): number | null {
  if (countedAt === null) return trainedFor;
  return (trainedFor ?? 0) + Math.max(0, now - countedAt);
}

/** A run's status as it is told, in the order of lists: one that is paused is stored as running, and trains no more. */
export const TOLD_STATUSES = ['queued', 'running', 'paused', 'finished', 'failed', 'cancelled', 'interrupted'] as const;
export type ToldStatus = (typeof TOLD_STATUSES)[number];

export function statusOf({ status, pausedAt }: Pick<RunSummary, 'status' | 'pausedAt'>): ToldStatus {
  return status === 'running' && pausedAt !== null ? 'paused' : status;
}

type Ended = Pick<RunSummary, 'spec' | 'status' | 'isReplaced' | 'checkpoint'>;

/** Whether its seed can be queued once more. Nothing can be trained by a design that is not understood. */
export function canRetry({ spec, status, isReplaced }: Omit<Ended, 'checkpoint'>): boolean {
  return isUnderstood(spec) && isEnded(status) && status !== 'finished' && !isReplaced;
}

/** Whether it can go on from a checkpoint. */
export function canResume(run: Ended): boolean {
  return canRetry(run) && run.checkpoint !== null;
}

/** A run of which more can be done than to show it. */
export type UnderstoodSummary = OfUnderstood<RunSummary>;

export interface Run extends RunSummary {
  /** Null until the training process has started. */
  readonly facts: RunFacts | null;
  /** Null for a run that was run here. */
  readonly origin: RunOrigin | null;
  readonly evaluations: readonly Evaluation[];
  readonly artefacts: readonly Artefact[];
  /** What else is stored of it and was not understood, a sentence each. It is kept, and left out above. */
  readonly unread: readonly string[];
}

export const SERIES_METRICS = ['loss', 'accuracy', 'imagesPerSecond', 'residentBytes', 'tensors'] as const;
export type SeriesMetric = (typeof SERIES_METRICS)[number];
/**
 * *test* or *validation*, whichever the design watches after each epoch: the test set, or the training images that were
 * held out. *process*: about the training process itself.
 */
export const SERIES_SPLITS = ['train', 'validation', 'test', 'process'] as const;
export type SeriesSplit = (typeof SERIES_SPLITS)[number];

/** One value of one metric after one epoch (1, 2, …). */
export interface SeriesPoint {
  readonly metric: SeriesMetric;
  readonly split: SeriesSplit;
  readonly epoch: number;
  readonly value: number;
}

/** *scores*: the probabilities of "same" that the evaluations by the network's own output were counted from. */
export type ArtefactKind = 'weights' | 'predictions' | 'scores';

/** A file in the run's folder. */
export interface Artefact {
  readonly kind: ArtefactKind;
  /** Relative to the run's folder. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Between which two batches a run can go on. */
export interface CheckpointPlace {
  /** 1-based; one more than the last once all are done. */
  readonly epoch: number;
  /** Batches of that epoch that are done. */
  readonly batch: number;
}

/** All that a run needs to go on, as a file in its folder. */
export interface CheckpointFile extends CheckpointPlace {
  /** Relative to the run's folder. */
  readonly file: string;
  readonly bytes: number;
  /** Of the tensors and what is written beside them. */
  readonly sha256: string;
}

/** Where a run stands this moment. Not stored: it is forwarded to whoever watches. */
export interface RunProgress {
  readonly phase: 'starting' | 'loading' | 'training' | 'evaluating';
  /** 1-based; 0 before the first. */
  readonly epoch: number;
  readonly epochs: number;
  /** Batches done in this epoch. */
  readonly batch: number;
  readonly batches: number;
  /** Over the last few seconds; 0 until known. */
  readonly imagesPerSecond: number;
  /** An estimate; null until there is one. */
  readonly secondsLeft: number | null;
  /** Means over the batches of this epoch so far; null before the first. */
  readonly loss: number | null;
  readonly accuracy: number | null;
  /** Resident size of the training process. */
  readonly residentBytes: number;
  /** It holds between two batches, and the other figures are those of the batch before. */
  readonly isPaused: boolean;
}
