import { join } from 'node:path';

import { factsToKeep } from '#shared/datasets/datasets';
import { deckStandings } from '#shared/replication/deck';
import { toFailure } from '#shared/errors/errors';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import type { Run } from '#shared/runs/run';
import { isOfUnderstood, requireSpec } from '#shared/experiment/stored-spec';
import { startingWeightsOf } from '#shared/networks/weights';

import { artefactsOf } from '../database/artefacts';
import { evaluationsOf, unreadEvaluationsOf } from '../database/evaluations';
import { logOf } from '../database/log';
import { openDatabase } from '../database/open';
import { countRuns, findRun, reserveRunIds, runsForRows, runsOfExperiment } from '../database/runs';
import { seriesOf, unreadSeriesOf } from '../database/series';
import { createCatalogue, type InstallOptions } from '../datasets/catalogue';
import { createWeightsCatalogue } from '../weights/catalogue';
import { protocolsOf } from '../training/protocol-tests';
import { evaluateWeights } from './evaluate-weights';
import { createInspection } from '../inspection/inspection';
import { newestCheckpoint, removeCheckpoints } from '../training/checkpoint-files';
import { readPredictions } from '../training/predictions';
import { readScores } from '../training/scores';
import { keepBackups } from './folder/backup-keeper';
import { exportBundle } from './bundle/export';
import { importBundle } from './bundle/import';
import { createCalibrations } from './calibration/calibrations';
import { createDevices } from './devices/devices';
import { createEmitter } from './events/events';
import { createInspectionAnswers } from './inspection/inspection-answers';
import { lastRunFolder, openHome, runFolder } from './folder/home';
import type { Lab, LabOptions } from './lab-contract';
import { machineName } from './calibration/machine-name';
import { ownerOf } from './folder/owner';
import { createPatientRecorder } from './runs/patient-recorder';
import { registerProgram, type Registration } from './folder/programs';
import { prepareJobs } from './queue/prepare-jobs';
import { missingRun } from './queue/refusals';
import { queueOf, trainingRunOf } from './queue/queue';
import { createRecorder } from './runs/recorder';
import { keepReserve, type Reserve } from './folder/reserve';
import { createRunList } from './runs/run-list';
import { createScheduler } from './queue/scheduler';

export type { Lab, LabOptions };

/** Another program may write to the same database; look this often. */
const LOOK_FOR_CHANGES_MS = 1000;
const QUEUE_LIMIT = 1000;
/** A dataset held for the screens takes up to a gigabyte. */
const INSPECTION_IDLE_MS = 5 * 60_000;

/**
 * Opens the lab on its folder.
 * @throws LabError `home-unusable`, `home-in-use`, `database-newer`, `database-damaged`, `database-busy`, `database-unreadable`
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
  const { nativeBinding } = options;
  const database = openDatabase(home, { nativeBinding, isAlone: registration.others().length === 0 });
  const { reader } = database;
  // a run whose folder outlived its line, as after a backup was restored, keeps its files
  reserveRunIds(database.writer, lastRunFolder(home));
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
    trainingRun: () => trainingRunOf(reader),
    isMeasuring: () => calibrations.isMeasuring(),
  });
  const recorder = createPatientRecorder(
    createRecorder(database.writer, events, Date.now),
    reserve,
    database.withoutWaiting,
  );
  const backups = keepBackups({
    writer: database.writer,
    home,
    nativeBinding,
    now: Date.now,
    hasRuns: () => countRuns(reader) > 0,
    onFailure: (error) => process.stderr.write(`No backup of the database was made: ${toFailure(error).message}\n`),
  });
  const owner = ownerOf(process.pid);
  const runList = createRunList({ reader, recorder, folderOf: (id) => runFolder(home, id), now: Date.now });
  const scheduler = createScheduler({
    reader,
    recorder,
    launchTraining: options.launchTraining,
    owner,
    queueLimit: options.queueLimit ?? QUEUE_LIMIT,
    prepareJob: prepareJobs({
      home,
      datasets,
      devices,
      weightsFileOf,
      code: options.code,
      environment: options.environment,
    }),
    newerCheckpoint: (id, known) => newestCheckpoint(runFolder(home, id), known),
    discardCheckpoints: (id) => removeCheckpoints(runFolder(home, id)),
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
  const trainingRun = (): number | undefined => trainingRunOf(reader);
  const calibrations = createCalibrations({
    folder: join(home, 'cache', 'calibrations'),
    launchTraining: options.launchTraining,
    devices,
    trainingRun,
    machine: machineName(options.environment, options.code),
  });
  events.on('runs:changed', () => {
    const run = trainingRun();
    if (run === undefined) return;
    devices.disturb();
    calibrations.cancel(`Run ${run} has started, so the measurement was broken off.`);
  });

  /** A run that cannot find its images, its weights or its device is not worth queueing. */
  async function refuseMissing(specs: readonly ExperimentSpec[]): Promise<void> {
    for (const name of new Set(specs.map(({ dataset }) => dataset))) await datasets.folderOf(name);
    for (const spec of specs) await weightsFileOf(spec);
    for (const spec of specs) await devices.choose(spec.compute);
  }

  function runOf(id: number): Run {
    const run = findRun(reader, id);
    if (run === undefined) throw missingRun(reader, id, home, Date.now());
    const { rawFacts, ...stored } = run;
    return {
      ...stored,
      evaluations: evaluationsOf(reader, id),
      artefacts: artefactsOf(reader, id),
      unread: [...run.unread, ...unreadEvaluationsOf(reader, id), ...unreadSeriesOf(reader, id)],
    };
  }

  /** A program may be told to end while it closes the lab. */
  let closing: Promise<void> | undefined;
  async function close(): Promise<void> {
    clearInterval(watch);
    calibrations.cancel('The lab was closed.');
    inspection.close();
    await scheduler.close();
    await runList.close();
    await backups.close();
    recorder.close();
    database.close();
    registration.close();
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
      await refuseMissing([spec]);
      return scheduler.launch(spec);
    },
    launchAll: async (specs) => {
      await refuseMissing(specs);
      return scheduler.launchAll(specs);
    },
    calibrations,
    evaluate: async (spec, weightsFile, protocol) => {
      const datasetFolder = await datasets.folderOf(spec.dataset);
      const by = protocol ?? protocolsOf(spec)[0];
      const { compute, surroundings } = await devices.choose(spec.compute);
      const datasetFacts = factsToKeep((await datasets.info(spec.dataset)).facts);
      const job = { spec, datasetFacts, datasetFolder, weightsFile, protocol: by, compute };
      return evaluateWeights(options.launchTraining, job, surroundings);
    },
    cancel: scheduler.cancel,
    cancelAll: scheduler.cancelAll,
    retry: async (id) => {
      const run = findRun(reader, id);
      if (run !== undefined) await refuseMissing([requireSpec(run, 'tried again')]);
      return scheduler.retry(id);
    },
    resume: async (id) => {
      const run = findRun(reader, id);
      if (run !== undefined) await refuseMissing([requireSpec(run, 'resumed')]);
      return scheduler.resume(id);
    },
    pause: scheduler.pause,
    move: scheduler.move,
    pauseQueue: scheduler.pauseQueue,
    queue: () => queueOf(reader, owner, scheduler, registration.others),
    runningRun: scheduler.runningRun,
    runList,
    run: runOf,
    deck: () =>
      deckStandings(
        runsForRows(reader)
          .filter(isOfUnderstood)
          .map((run) => ({ ...run, evaluations: evaluationsOf(reader, run.id) })),
      ),
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
    exportBundle: (bundle) =>
      exportBundle({ reader, folderOf: (id) => runFolder(home, id), code: options.code, now: Date.now() }, bundle),
    importBundle: (file) =>
      importBundle(
        {
          reader,
          recorder,
          folderOf: (id) => runFolder(home, id),
          stagingFolder: join(home, 'imports'),
          now: Date.now(),
        },
        file,
      ),
    close: () => (closing ??= close()),
  };
}
