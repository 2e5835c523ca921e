import { factsToKeep } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import type { Evaluation, Protocol } from '#shared/runs/run';

import type { Catalogue } from '../datasets/catalogue';
import type { WorkerSurroundings } from '../processes/worker-surroundings';
import type { EvaluationJob } from '../training/messages';
import { protocolsOf } from '../training/protocol-tests';
import type { Devices } from './devices/devices';
import type { LaunchTraining, TrainingListeners } from '../executors/local/training-process';

export interface WeightsEvaluation {
  readonly evaluation: Evaluation;
  /** False for a file of weights alone, which are taken for those of the network that was asked for. */
  readonly isDescribed: boolean;
}

/**
 * Evaluates a Keras HDF5 file as the network of a design; the design's own protocol where none is named.
 * @throws LabError `invalid-weights`, `dataset-missing`, …
 */
export type Evaluate = (spec: ExperimentSpec, weightsFile: string, protocol?: Protocol) => Promise<WeightsEvaluation>;

export function createEvaluate(
  datasets: Pick<Catalogue, 'folderOf' | 'info'>,
  devices: Pick<Devices, 'choose'>,
  launch: LaunchTraining,
): Evaluate {
  return async (spec, weightsFile, protocol) => {
    const datasetFolder = await datasets.folderOf(spec.dataset);
    const by = protocol ?? protocolsOf(spec)[0];
    const { compute, surroundings } = await devices.choose(spec.compute);
    const datasetFacts = factsToKeep((await datasets.info(spec.dataset)).facts);
    const job = { spec, datasetFacts, datasetFolder, weightsFile, protocol: by, compute };
    return evaluateWeights(launch, job, surroundings);
  };
}

/**
 * Evaluates weights in a training process of its own. Nothing is stored: the figures are those of a file, not of a run.
 * @throws LabError what the process refused, `training-process-died`, or `invalid-message`
 */
export function evaluateWeights(
  launch: LaunchTraining,
  job: EvaluationJob,
  surroundings: WorkerSurroundings,
): Promise<WeightsEvaluation> {
  return new Promise((resolve, reject) => {
    let evaluation: Evaluation | undefined;
    let isDescribed = false;
    let failure: LabError | undefined;
    const listeners: TrainingListeners = {
      onEvent: (event) => {
        if (event.kind === 'weights') isDescribed = event.isDescribed;
        if (event.kind === 'evaluation') evaluation = event.evaluation;
        if (event.kind !== 'ended') return;
        if (event.outcome.kind === 'failed') {
          const { code, message, detail } = event.outcome.failure;
          failure = new LabError(code, message, detail);
        }
        training.kill();
      },
      onMalformed: ({ code, message }) => {
        failure = new LabError(code, message);
      },
      onOutput: () => undefined,
      onExit: (how) => {
        if (failure !== undefined) reject(failure);
        else if (evaluation !== undefined) resolve({ evaluation, isDescribed });
        else
          reject(
            new LabError('training-process-died', `The evaluation ended without a result (${how}). Try it again.`),
          );
      },
    };
    const training = launch(listeners, surroundings);
    training.send({ kind: 'evaluate', job });
  });
}
