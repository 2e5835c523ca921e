import type { Queue } from '#shared/contract/ipc';
import type { QueueTimes } from '#shared/runs/queue-times';

import type { Catalogue } from '../datasets/catalogue';
import type { LaunchTraining } from '../executors/local/training-process';
import type { LaunchInspection } from '../inspection/inspection';
import type { WeightsCatalogue } from '../weights/catalogue';
import type { Answers } from './answers/answers';
import type { Ensembles } from './answers/ensembles';
import type { Bundles } from './bundle/bundles';
import type { Calibrations } from './calibration/calibrations';
import type { DatasetServices } from './dataset-services';
import type { LaunchDevice } from './devices/device-probe';
import type { Devices } from './devices/devices';
import type { Evaluate } from './evaluate-weights';
import type { LabEmitter } from './events/events';
import type { DatasetImages } from './inspection/dataset-images';
import type { LaunchImport, OwnDatasets } from './importing/own-datasets';
import type { InspectionAnswers } from './inspection/inspection-answers';
import type { Launching } from './queue/launching';
import type { Scheduler } from './queue/scheduler';
import type { Reports } from './report/reports';
import type { RunList } from './runs/run-list';
import type { RunReading } from './runs/run-reading';

type Steering = Pick<Scheduler, 'cancel' | 'cancelAll' | 'putBack' | 'pause' | 'move' | 'pauseQueue' | 'runningRun'>;

/** All that a person can do here, with a window or without one. */
export interface Lab extends Launching, Steering, RunReading, DatasetServices, DatasetImages, Bundles, Reports {
  readonly home: string;
  readonly events: Pick<LabEmitter, 'on'>;
  readonly datasets: Pick<Catalogue, 'list' | 'info'>;
  /** Datasets of a person's own pictures. */
  readonly ownDatasets: OwnDatasets;
  /** What computes here. */
  readonly devices: Pick<Devices, 'survey' | 'test'>;
  /** What networks can start from. */
  readonly weights: WeightsCatalogue;
  /** How long steps take on this machine. */
  readonly calibrations: Calibrations;
  readonly evaluate: Evaluate;
  readonly queue: () => Queue;
  /** How long what runs and what waits will take. */
  readonly queueTimes: () => Promise<QueueTimes>;
  /** The runs that there are, and what a person does with them. */
  readonly runList: Omit<RunList, 'close'>;
  readonly inspection: InspectionAnswers;
  /** What charts of several experiments are drawn from. */
  readonly answers: Answers;
  readonly ensembles: Ensembles;
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
  readonly launchImport: LaunchImport;
  /** Of the finished runs that come with the lab. */
  readonly studyFolder: string;
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
  /** The kind of the executor that computes what this program launches. @default 'local' */
  readonly executor?: string | undefined;
}
