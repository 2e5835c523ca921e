import { trainingCount } from '#shared/datasets';
import { toFailure } from '#shared/errors';
import { watchedSplit } from '#shared/experiment';
import { planNetwork } from '#shared/network/index';
import { parameterCount, type NetworkPlan } from '#shared/network/plan';
import type { RunProgress } from '#shared/run';

import type { loadDataset } from '../datasets/load';
import type { Compute } from '../devices/messages';
import type { DeviceNetwork, DeviceEngine } from '../engine/engine';
import { statisticsFor } from '../engine/pixel-scaling';
import { writeWeights } from './artefacts';
import { divideTraining, subsetOf } from './division';
import { examplesOf } from './examples';
import { finalTest } from './final-test';
import { bestWeightsHook } from './hooks/best-weights';
import { cancelHook } from './hooks/cancel';
import { divergenceHook } from './hooks/divergence';
import { earlyStoppingHook } from './hooks/early-stopping';
import { logHook } from './hooks/log';
import { progressHook } from './hooks/progress';
import { seriesHook } from './hooks/series';
import { train } from './loop';
import { describeMachine } from './machine';
import type { Report, TrainingJob, TrainingOutcome } from './messages';
import { createPause, type Pause } from './pause';
import { deriveSeed } from './random';
import { startingPoint } from './starting-point';
import { chooseThreshold, watchNetwork } from './watch';

/** Where a job gets what it works with. */
export interface JobSources {
  /** Called once the first progress has been told, because loading the library takes seconds. */
  readonly openEngine: (compute: Compute) => DeviceEngine | Promise<DeviceEngine>;
  readonly loadDataset: typeof loadDataset;
}

/**
 * One run, from the dataset to the stored evaluation. Reports every fact as it happens, and ends with `ended`,
 * whatever happened. Never throws.
 * @param signal ends the run at the next batch
 * @param pause holds it between two batches
 */
export async function runJob(
  job: TrainingJob,
  sources: JobSources,
  report: Report,
  signal: AbortSignal,
  pause: Pause = createPause(signal),
): Promise<void> {
  let outcome: TrainingOutcome;
  try {
    outcome = await trainAndEvaluate(job, sources, report, signal, pause);
  } catch (error) {
    outcome = { kind: 'failed', failure: toFailure(error) };
  }
  report({ kind: 'ended', outcome });
}

async function trainAndEvaluate(
  { spec, seed, datasetFolder, startingWeightsFile, runFolder, code, runId, compute }: TrainingJob,
  { openEngine, loadDataset }: JobSources,
  report: Report,
  signal: AbortSignal,
  pause: Pause,
): Promise<TrainingOutcome> {
  const { epochs, batchSize, learningRate, earlyStopping, keep } = spec.training;
  const isCancelled = (): boolean => signal.aborted;
  const residentBytes = (): number => process.memoryUsage.rss();
  const tellPhase = (phase: RunProgress['phase'], epoch: number): void => {
    report({ kind: 'progress', progress: { ...IDLE, phase, epoch, epochs, residentBytes: residentBytes() } });
  };

  tellPhase('starting', 0);
  const engine = await openEngine(compute);
  tellPhase('loading', 0);
  const plan = planNetwork(spec);
  const start = await startingPoint(plan, spec, seed, startingWeightsFile);
  const dataset = await loadDataset(spec.dataset, datasetFolder);
  const classCount = dataset.facts.classNames.length;
  const usedCount = trainingCount(dataset.facts, spec.fraction);
  const { trained, heldOut } = divideTraining(dataset.train.labels, usedCount, spec.validation, seed);
  report({
    kind: 'loaded',
    facts: {
      parameterCount: parameterCount(plan),
      trainCount: trained.length,
      testCount: dataset.test.count,
      datasetChecksum: dataset.checksum,
      machine: describeMachine(engine, compute, code),
      ...(heldOut === null ? {} : { heldOutCount: heldOut.length }),
      ...(start.origin === null ? {} : { startingWeights: start.origin }),
    },
  });
  if (isCancelled()) return { kind: 'cancelled' };

  const pixels = statisticsFor(plan.scaling, dataset.train, trained);
  const compile = async (of: NetworkPlan): Promise<DeviceNetwork> =>
    engine.compile({
      plan: of,
      training: spec.training,
      train: dataset.train,
      pixels,
      seed: deriveSeed(seed, 'dropout'),
    });
  const network = await compile(plan);
  network.importWeights(start.weights);
  const divergence = divergenceHook(learningRate);
  const stopping = earlyStopping === null ? undefined : earlyStoppingHook(earlyStopping);
  const best = keep === 'best-validation' ? bestWeightsHook(network) : undefined;
  const { now } = pause;
  const subject = {
    plan,
    network,
    compile,
    set: dataset.test,
    classCount,
    seed: deriveSeed(seed, 'test pairs'),
    stopped: isCancelled,
  };
  const validationSet = heldOut === null ? dataset.test : subsetOf(dataset.train, heldOut);
  const reason = await train({
    network,
    examples: examplesOf(dataset.train, trained, spec.pairing, seed),
    epochs,
    batchSize,
    seed,
    validate: async () => {
      const watched = await watchNetwork(spec, { ...subject, set: validationSet });
      // as the training loss, so that the two curves can be compared; the evaluation's is cross-entropy alone
      return watched && { ...watched, loss: watched.loss + (await network.penalty()) };
    },
    hooks: [
      divergence,
      cancelHook(signal),
      ...(stopping === undefined ? [] : [stopping]),
      ...(best === undefined ? [] : [best]),
      seriesHook(report, { now, residentBytes, tensorCount: network.tensorCount }, watchedSplit(spec)),
      progressHook({ epochs, report, now, residentBytes }),
      logHook(report),
    ],
    pause,
  });

  const diverged = divergence.failure();
  if (diverged !== undefined) return { kind: 'failed', failure: toFailure(diverged) };
  if (reason === 'cancelled' || isCancelled()) return { kind: 'cancelled' };

  tellPhase('evaluating', stopping?.stoppedAfter() ?? epochs);
  await best?.restore();
  const keptEpoch = best?.epoch();
  if (keptEpoch !== undefined) report({ kind: 'kept', epoch: keptEpoch });
  const metadata = {
    run: String(runId),
    seed: String(seed),
    spec: JSON.stringify(spec),
    code,
    // whoever shows images to these weights has to scale them alike
    ...(pixels === undefined ? {} : { pixels: JSON.stringify(pixels) }),
    ...(keptEpoch === undefined ? {} : { epoch: String(keptEpoch) }),
  };
  report({ kind: 'artefact', artefact: await writeWeights(runFolder, await network.exportWeights(), metadata) });
  const threshold = await chooseThreshold(spec, heldOut === null ? null : { ...subject, set: validationSet });
  if (threshold === null) return { kind: 'cancelled' };
  const tested = { ...subject, threshold };
  if (!(await finalTest({ spec, subject: tested, runFolder, metadata, report }))) return { kind: 'cancelled' };
  network.dispose();
  return { kind: 'finished' };
}

const IDLE: Omit<RunProgress, 'phase' | 'epoch' | 'epochs' | 'residentBytes'> = {
  batch: 0,
  batches: 0,
  imagesPerSecond: 0,
  secondsLeft: null,
  loss: null,
  accuracy: null,
  isPaused: false,
};
