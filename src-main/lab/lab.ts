import { join } from 'node:path';

import { toFailure } from '#shared/errors/errors';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import { startingWeightsOf } from '#shared/networks/weights';

import { openDatabase, type LabDatabase } from '../database/open';
import { countRuns, reserveRunIds } from '../database/runs';
import { studyRuns } from '../database/study-runs';
import { createCatalogue } from '../datasets/catalogue';
import type { Executor } from '../executors/executor';
import { executorOf } from '../executors/executors';
import { heldToContract } from '../executors/held-to-contract';
import { knowOwnDatasets } from '../datasets/own/own-store';
import { createInspection } from '../inspection/inspection';
import { newestCheckpoint, removeCheckpoints } from '../training/checkpoint-files';
import { createWeightsCatalogue } from '../weights/catalogue';
import { createAnswers } from './answers/answers';
import { createEnsembles } from './answers/ensembles';
import { createBundles } from './bundle/bundles';
import { machineName } from './calibration/machine-name';
import { createMeasuring } from './calibration/measuring';
import { createDatasetServices } from './dataset-services';
import { createEvaluate } from './evaluate-weights';
import { createEmitter } from './events/events';
import { tellForeignChanges } from './events/foreign-changes';
import { keepBackups, type BackupKeeper } from './folder/backup-keeper';
import { lastRunFolder, openHome, runFolder } from './folder/home';
import { ownerOf } from './folder/owner';
import { registerProgram, type Registration } from './folder/programs';
import { keepReserve, type Reserve } from './folder/reserve';
import { createOwnDatasets } from './importing/own-datasets';
import { createDatasetImages } from './inspection/dataset-images';
import { createInspectionAnswers } from './inspection/inspection-answers';
import type { Lab, LabOptions } from './lab-contract';
import { createLaunching } from './queue/launching';
import { prepareJobs } from './queue/prepare-jobs';
import { queueOf, trainingRunOf } from './queue/queue';
import { createScheduler } from './queue/scheduler';
import { timesOfQueue } from './queue/times';
import { createReports } from './report/reports';
import { createPatientRecorder } from './runs/patient-recorder';
import { createRecorder } from './runs/recorder';
import { createRunList } from './runs/run-list';
import { createRunReading } from './runs/run-reading';

export type { Lab, LabOptions };

const QUEUE_LIMIT = 1000;
/** A dataset held for the screens takes up to a gigabyte. */
const INSPECTION_IDLE_MS = 5 * 60_000;

/**
 * Opens the lab on its folder.
 * @throws LabError `home-unusable`, `home-in-use`, `database-newer`, `database-damaged`, `database-busy`,
 *   `database-unreadable`, `invalid-request` where there is no such executor
 */
export function openLab(options: LabOptions): Lab {
  const home = openHome(options.home, options.environment);
  const reserve = keepReserve(home);
  const registration = reserve.useFor(() => registerProgram(home, options.program, Date.now()));
  try {
    return openRegistered(options, home, reserve, registration);
  } catch (error) {
    registration.close();
    throw error;
  }
}

function openRegistered(options: LabOptions, home: string, reserve: Reserve, registration: Registration): Lab {
  const executor = executorOf(options.executor ?? 'local');
  const { nativeBinding } = options;
  const database = openDatabase(home, { nativeBinding, isAlone: registration.others().length === 0 });
  // a run whose folder outlived its line, as after a backup was restored, keeps its files
  reserveRunIds(database.writer, lastRunFolder(home));
  const parts = openParts(options, home, reserve, database, executor);
  const backups = backUp(options, home, database);
  const stopTelling = tellForeignChanges(database.foreignVersion, parts.events);
  parts.scheduler.recover({ adopt: options.adoptQueue });

  async function close(): Promise<void> {
    stopTelling();
    parts.calibrations.cancel('The lab was closed.');
    parts.inspection.close();
    await parts.scheduler.close();
    await parts.runList.close();
    await backups.close();
    parts.recorder.close();
    database.close();
    registration.close();
  }
  /** A program may be told to end while it closes the lab. */
  let closing: Promise<void> | undefined;

  return {
    ...servicesOf(parts),
    queue: () => queueOf(database.reader, parts.owner, parts.scheduler, registration.others),
    close: () => (closing ??= close()),
  };
}

type Parts = ReturnType<typeof openParts>;

/** What has a state of its own while the lab is open. */
function openParts(
  options: LabOptions,
  home: string,
  reserve: Reserve,
  { reader, writer, withoutWaiting }: LabDatabase,
  executor: Executor,
) {
  const { environment, launchTraining, code } = options;
  const owner = ownerOf(process.pid);
  const events = createEmitter();
  const sources = openSources(home, environment);
  const measuring = createMeasuring({
    reader,
    home,
    launch: options.launchDevice,
    cudaFolder: options.cudaFolder,
    environment,
    now: Date.now,
    trainingRun: () => trainingRunOf(reader),
    folder: join(home, 'cache', 'calibrations'),
    launchTraining,
    machine: machineName(environment, code),
    events,
  });
  const recorder = createPatientRecorder(createRecorder(writer, events, Date.now), reserve, withoutWaiting);
  const scheduler = createScheduler({
    reader,
    recorder,
    startRun: heldToContract(executor, { launchTraining }),
    owner,
    queueLimit: options.queueLimit ?? QUEUE_LIMIT,
    prepareJob: prepareJobs({ home, ...sources, ...measuring, code, environment }),
    newerCheckpoint: (id, known) => newestCheckpoint(runFolder(home, id), known),
    discardCheckpoints: (id) => removeCheckpoints(runFolder(home, id)),
  });
  const runList = createRunList({ reader, recorder, folderOf: (id) => runFolder(home, id), now: Date.now });
  const inspection = createInspection(options.launchInspection, INSPECTION_IDLE_MS);
  return {
    home,
    reader,
    owner,
    executor,
    events,
    recorder,
    scheduler,
    runList,
    inspection,
    launchTraining,
    launchImport: options.launchImport,
    code,
    studyFolder: options.studyFolder,
    ...sources,
    ...measuring,
  };
}

/** What is done with the parts, as the lab offers it. */
function servicesOf(parts: Parts): Omit<Lab, 'queue' | 'close'> {
  const { home, reader, events, datasets, devices, weights, calibrations, scheduler, runList, inspection } = parts;
  const { cancel, cancelAll, putBack, pause, move, pauseQueue, runningRun } = scheduler;
  const runs = createRunReading(reader, home, Date.now);
  const answers = createAnswers({ reader, recorder: parts.recorder, runOf: runs.run });
  const images = createDatasetImages(inspection, datasets);
  return {
    home,
    events,
    datasets,
    devices,
    weights,
    calibrations,
    queueTimes: () => timesOfQueue(reader, calibrations, scheduler, Date.now),
    runList,
    cancel,
    cancelAll,
    putBack,
    pause,
    move,
    pauseQueue,
    runningRun,
    ...runs,
    ...createLaunching({ ...parts, queueing: scheduler }),
    ...createDatasetServices(datasets, events),
    ownDatasets: createOwnDatasets({ home, launch: parts.launchImport, datasets, events }),
    ...images,
    ...createBundles({ ...parts, now: Date.now }),
    ensembles: createEnsembles(runs),
    answers,
    ...createReports({
      ...runs,
      ...images,
      answers,
      runOf: runs.run,
      studyRuns: () => studyRuns(reader),
      code: parts.code,
      events,
    }),
    evaluate: createEvaluate(datasets, devices, parts.launchTraining),
    inspection: createInspectionAnswers({
      inspection,
      datasets,
      runOf: runs.run,
      folderOf: runs.folderOf,
      cacheFolder: join(home, 'cache', 'projections'),
      events,
    }),
  };
}

/** Where images and weights come from. */
function openSources(home: string, environment: NodeJS.ProcessEnv) {
  const dataFolder = environment['SIAMESE_LAB_DATA'];
  // before any design is read that names one
  knowOwnDatasets(join(home, 'datasets'));
  const weights = createWeightsCatalogue({ home, dataFolder });
  return {
    datasets: createCatalogue({ home, dataFolder }),
    weights,
    weightsFileOf: async ({ network }: ExperimentSpec): Promise<string | undefined> => {
      const name = startingWeightsOf(network);
      return name === null ? undefined : weights.fileOf(name);
    },
  };
}

function backUp({ nativeBinding }: LabOptions, home: string, { reader, writer }: LabDatabase): BackupKeeper {
  return keepBackups({
    writer,
    home,
    nativeBinding,
    now: Date.now,
    hasRuns: () => countRuns(reader) > 0,
    onFailure: (error) => process.stderr.write(`No backup of the database was made: ${toFailure(error).message}\n`),
  });
}
