import type { TrainingCommand, TrainingEvent } from '../../training/messages';
import type { LaunchWorker, WorkerListeners, WorkerProcess } from '../../processes/worker-process';

export type TrainingProcess = WorkerProcess<TrainingCommand>;
export type TrainingListeners = WorkerListeners<TrainingEvent>;
/** Starts one training process. */
export type LaunchTraining = LaunchWorker<TrainingCommand, TrainingEvent>;
