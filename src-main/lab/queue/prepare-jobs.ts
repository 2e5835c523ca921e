import { mkdir } from 'node:fs/promises';

import { LabError } from '#shared/errors/errors';
import { factsToKeep } from '#shared/datasets/datasets';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import type { RunSummary } from '#shared/runs/run';

import type { Catalogue } from '../../datasets/catalogue';
import type { TrainingJob } from '../../training/messages';
import type { Devices } from '../devices/devices';
import { runFolder } from '../folder/home';

/** Between two checkpoints of a run. */
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

/** A run whose design is understood. */
export interface RunToTrain extends Pick<RunSummary, 'id' | 'seed' | 'datasetFacts'> {
  readonly spec: ExperimentSpec;
}

/** Where the files are that a run needs. */
export interface JobPlaces {
  readonly home: string;
  readonly datasets: Pick<Catalogue, 'folderOf' | 'info' | 'stampsOf'>;
  readonly devices: Pick<Devices, 'choose'>;
  /** Of the weights that a design starts from, if it does. */
  readonly weightsFileOf: (spec: ExperimentSpec) => Promise<string | undefined>;
  /** Version of the lab. */
  readonly code: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** @throws LabError `dataset-missing`, `weights-missing`, `device-unusable` */
export function prepareJobs({
  home,
  datasets,
  devices,
  weightsFileOf,
  code,
  environment,
}: JobPlaces): (run: RunToTrain) => Promise<TrainingJob> {
  return async ({ id: runId, spec, seed, ...run }) => {
    const datasetFacts = run.datasetFacts ?? factsToKeep((await datasets.info(spec.dataset)).facts);
    const datasetFolder = await datasets.folderOf(spec.dataset);
    const datasetFiles = await datasets.stampsOf(spec.dataset);
    const startingWeightsFile = await weightsFileOf(spec);
    const { compute, surroundings } = await devices.choose(spec.compute);
    const folder = runFolder(home, runId);
    await mkdir(folder, { recursive: true });
    return {
      runId,
      spec,
      datasetFacts,
      seed,
      datasetFolder,
      datasetFiles,
      runFolder: folder,
      startingWeightsFile,
      code,
      compute,
      surroundings,
      checkpointSeconds: checkpointSecondsOf(environment),
    };
  };
}
