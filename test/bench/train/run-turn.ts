import { join } from 'node:path';

import { DATASETS } from '#shared/datasets/datasets';
import { planNetwork } from '#shared/networks/index';

import { projectRoot } from '../../../scripts/setup/paths.mjs';
import { run } from '../../../scripts/setup/process.mjs';
import { runtimeNode } from '../../../scripts/setup/runtime-node.mjs';
import type { ProfiledSteps } from './profile-process';
import type { Contender, TrainSettings } from './settings';
import type { Turn, Versions } from './summary';
import { benchmarkSpec, LEAST_STEPS, WARM_UP_STEPS, type Workload } from './workload';

/** One turn, and with what it was computed. */
export interface TakenTurn {
  readonly turn: Turn;
  readonly versions: Versions;
}

/** Why Keras cannot be measured here; null where it can. */
export async function whyNoKeras(python: string): Promise<string | null> {
  const { status, output } = await run(python, ['-c', 'import keras, tensorflow'], { env: quiet() });
  if (status === 0) return null;
  const last = output.trim().split('\n').at(-1) ?? '';
  return `"${python}" cannot import keras and tensorflow (${last}). Name a Python that can by --python PATH.`;
}

/** Lets one contender train in a process of its own. */
export async function takeTurn(
  contender: Contender,
  { network, batch, seconds, python }: TrainSettings,
  cifar: string | null,
  entry: string,
): Promise<TakenTurn> {
  if (contender !== 'keras') {
    const workload: Workload = { engine: contender, network, batch, seconds, cifar };
    return (await lastLine(contender, runtimeNode(), [entry, JSON.stringify(workload)])) as TakenTurn;
  }
  const spec = benchmarkSpec(network, batch);
  const workload = {
    plan: planNetwork(spec.network, DATASETS.get(spec.dataset)),
    learningRate: spec.training.learningRate,
    batch,
    seconds,
    cifar,
    warmUpSteps: WARM_UP_STEPS,
    leastSteps: LEAST_STEPS,
  };
  const program = join(projectRoot, 'test/bench/train/keras_fit.py');
  return (await lastLine(contender, python, [program, JSON.stringify(workload)])) as TakenTurn;
}

/** Looks into the steps of the graph in a process of its own. */
export async function profileSteps(
  { network, batch, seconds }: TrainSettings,
  cifar: string | null,
  entry: string,
): Promise<ProfiledSteps> {
  const workload: Workload = { engine: 'graph', network, batch, seconds, cifar };
  return (await lastLine('The profile', runtimeNode(), [entry, JSON.stringify(workload)])) as ProfiledSteps;
}

async function lastLine(what: string, command: string, args: readonly string[]): Promise<unknown> {
  const { status, output, standardOutput } = await run(command, args, { cwd: projectRoot, env: quiet() });
  if (status !== 0) throw new Error(`${what} ended with status ${status}:\n${output}`);
  return JSON.parse(standardOutput.trim().split('\n').at(-1) ?? '');
}

/** Without the greetings of libtensorflow. */
const quiet = (): NodeJS.ProcessEnv => ({
  ...process.env,
  TF_CPP_MIN_LOG_LEVEL: process.env['TF_CPP_MIN_LOG_LEVEL'] ?? '3',
});
