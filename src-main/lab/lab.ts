import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { DatasetInfo } from '#shared/datasets';
import { deckStandings, type RowStanding } from '#shared/deck';
import { LabError } from '#shared/errors';
import type { ImageQuery, Launched, Queue } from '#shared/ipc';
import type { ImagePixels, RunPredictions, RunScores } from '#shared/pixels';
import type { ExperimentSpec } from '#shared/experiment';
import type { Evaluation, Protocol, Run, RunSummary, SeriesPoint } from '#shared/run';
import type { LogLine } from '#shared/run-log';
import { startingWeightsOf } from '#shared/weights';

import { artefactsOf } from '../database/artefacts';
import { evaluationsOf } from '../database/evaluations';
import { logOf } from '../database/log';
import { checkpointOf } from '../database/checkpoints';
import { openDatabase } from '../database/open';
import { findRun, runsForRows, runsOfExperiment } from '../database/runs';
import { seriesOf } from '../database/series';
import { createCatalogue, type Catalogue, type InstallOptions } from '../datasets/catalogue';
import { createWeightsCatalogue, type WeightsCatalogue } from '../weights/catalogue';
import { protocolsOf } from '../training/protocol';
import { evaluateWeights } from './evaluate-weights';
import { createInspection, type LaunchInspection } from '../inspection/inspection';
import { removeCheckpoints } from '../training/checkpoint-files';
import { readPredictions } from '../training/predictions';
import { readScores } from '../training/scores';
import type { LaunchDevice } from './device-probe';
import { createDevices, type Devices } from './devices';
import { createEmitter, type LabEmitter } from './events';
import { createInspectionAnswers, type InspectionAnswers } from './inspection-answers';
import { openHome, runFolder } from './home';
import { ownerOf } from './owner';
import { queueOf } from './queue';
import { createRecorder } from './recorder';
import { createRunList, type RunList } from './run-list';
import { createScheduler } from './scheduler';
import type { LaunchTraining } from './training-process';

/** Another program may write to the same database; look this often. */
const LOOK_FOR_CHANGES_MS = 1000;
const QUEUE_LIMIT = 1000;
/** A dataset held for the screens takes up to a gigabyte. */
const INSPECTION_IDLE_MS = 5 * 60_000;

const CHECKPOINT_SECONDS = 60;

/** @throws LabError `invalid-request` */
function checkpointSecondsOf(environment: NodeJS.ProcessEnv): number {
  const given = environment['SIAMESE_LAB_CHECKPOINT_SECONDS'];
  if (given === undefined || given === '') return CHECKPOINT_SECONDS;
  const seconds = Number(given);
  if (seconds >= 0) return seconds;
  throw new LabError(
    'invalid-request',
    `Received "${given}" in SIAMESE_LAB_CHECKPOINT_SECONDS; expected a number of seconds, 0 for after every batch.`,
  );
}

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
  /**
   * Evaluates a Keras HDF5 file as the network of a design; the design's own protocol where none is named.
   * @throws LabError `invalid-weights`, `dataset-missing`, …
   */
  readonly evaluate: (spec: ExperimentSpec, weightsFile: string, protocol?: Protocol) => Promise<Evaluation>;
  readonly cancel: (id: number) => void;
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
  /** Whether queued runs that a dead program left behind are taken over. */
  readonly adoptQueue: boolean;
  readonly queueLimit?: number;
}

/** Opens the lab on its folder. @throws LabError `home-unusable`, `database-newer`, `database-unreadable` */
export function openLab(options: LabOptions): Lab {
  const home = openHome(options.home, options.environment);
  const database = openDatabase(home, options.nativeBinding);
  const { reader } = database;
  const events = createEmitter();
  const datasets = createCatalogue({ home, dataFolder: options.environment['SIAMESE_LAB_DATA'] });
  const weights = createWeightsCatalogue({ home, dataFolder: options.environment['SIAMESE_LAB_DATA'] });
  const weightsFileOf = async ({ network }: ExperimentSpec): Promise<string | undefined> => {
    const name = startingWeightsOf(network);
    return name === null ? undefined : weights.fileOf(name);
  };
  const devices = createDevices({
    home,
    launch: options.launchDevice,
    cudaFolder: options.cudaFolder,
    environment: options.environment,
    events,
    now: Date.now,
  });
  const recorder = createRecorder(database.writer, events, Date.now);
  const owner = ownerOf(process.pid);
  const runList = createRunList({ reader, recorder, folderOf: (id) => runFolder(home, id), now: Date.now });
  const scheduler = createScheduler({
    reader,
    recorder,
    launchTraining: options.launchTraining,
    owner,
    queueLimit: options.queueLimit ?? QUEUE_LIMIT,
    prepareJob: async (runId, spec, seed) => {
      const datasetFolder = await datasets.folderOf(spec.dataset);
      const startingWeightsFile = await weightsFileOf(spec);
      const { compute, surroundings } = await devices.choose(spec.compute);
      const folder = runFolder(home, runId);
      await mkdir(folder, { recursive: true });
      return {
        runId,
        spec,
        seed,
        datasetFolder,
        runFolder: folder,
        startingWeightsFile,
        code: options.code,
        compute,
        surroundings,
        checkpointSeconds: checkpointSecondsOf(options.environment),
      };
    },
    discardCheckpoints: (id) => removeCheckpoints(runFolder(home, id)),
    now: Date.now,
  });

  const installOptions = (signal: AbortSignal | undefined): InstallOptions => ({
    ...(signal === undefined ? {} : { signal }),
    onProgress: (progress) => events.emit('dataset:progress', progress),
  });

  let version = database.foreignVersion();
  const watch = setInterval(() => {
    const found = database.foreignVersion();
    if (found === version) return;
    version = found;
    events.emit('runs:changed', { ids: null });
  }, LOOK_FOR_CHANGES_MS);
  scheduler.recover({ adopt: options.adoptQueue });
  const inspection = createInspection(options.launchInspection, INSPECTION_IDLE_MS);

  function runOf(id: number): Run {
    const run = findRun(reader, id);
    if (run === undefined) {
      throw new LabError(
        'unknown-run',
        `Received the run ${id}; there is none of that number in ${home}. "npm run lab -- runs" lists those there are.`,
      );
    }
    return {
      ...run,
      evaluations: evaluationsOf(reader, id),
      artefacts: artefactsOf(reader, id),
      checkpoint: checkpointOf(reader, id),
    };
  }

  return {
    home,
    events,
    datasets,
    devices,
    weights,
    installDataset: (name, signal) => datasets.install(name, installOptions(signal)),
    importDataset: (name, path, signal) => datasets.importFrom(name, path, installOptions(signal)),
    verifyDataset: (name, signal) => datasets.verify(name, installOptions(signal)),
    launch: async (spec) => {
      // a run that cannot find its images, its weights or its device is not worth queueing
      await datasets.folderOf(spec.dataset);
      await weightsFileOf(spec);
      await devices.choose(spec.compute);
      return scheduler.launch(spec);
    },
    evaluate: async (spec, weightsFile, protocol) => {
      const datasetFolder = await datasets.folderOf(spec.dataset);
      const by = protocol ?? protocolsOf(spec)[0];
      return evaluateWeights(options.launchTraining, { spec, datasetFolder, weightsFile, protocol: by });
    },
    cancel: scheduler.cancel,
    retry: async (id) => {
      const run = findRun(reader, id);
      if (run !== undefined) await datasets.folderOf(run.spec.dataset);
      return scheduler.retry(id);
    },
    resume: async (id) => {
      const run = findRun(reader, id);
      if (run !== undefined) await datasets.folderOf(run.spec.dataset);
      return scheduler.resume(id);
    },
    pause: scheduler.pause,
    move: scheduler.move,
    pauseQueue: scheduler.pauseQueue,
    queue: () => queueOf(reader, owner, scheduler),
    runningRun: scheduler.runningRun,
    runList,
    run: runOf,
    deck: () =>
      deckStandings(runsForRows(reader).map((run) => ({ ...run, evaluations: evaluationsOf(reader, run.id) }))),
    series: (id) => seriesOf(reader, id),
    log: (id) => logOf(reader, id),
    runsOfExperiment: (experimentId) => runsOfExperiment(reader, experimentId),
    folderOf: (id) => runFolder(home, id),
    images: async (query) => inspection.ask('images', { ...query, folder: await datasets.folderOf(query.dataset) }),
    labels: async (query) => inspection.ask('labels', { ...query, folder: await datasets.folderOf(query.dataset) }),
    predictions: async (id) => {
      const artefact = runOf(id).artefacts.find(({ kind }) => kind === 'predictions');
      return artefact === undefined ? null : readPredictions(runFolder(home, id), artefact);
    },
    scores: async (id) => {
      const artefact = runOf(id).artefacts.find(({ kind }) => kind === 'scores');
      return artefact === undefined ? null : readScores(runFolder(home, id), artefact);
    },
    inspection: createInspectionAnswers({
      inspection,
      datasets,
      runOf,
      folderOf: (id) => runFolder(home, id),
      cacheFolder: join(home, 'cache', 'projections'),
      events,
    }),
    close: async () => {
      clearInterval(watch);
      inspection.close();
      await scheduler.close();
      await runList.close();
      database.close();
    },
  };
}
