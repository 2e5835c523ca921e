import { trainingCount } from '#shared/datasets';
import { toFailure } from '#shared/errors';
import { planNetwork } from '#shared/network/index';
import { parameterCount, type NetworkPlan } from '#shared/network/plan';
import { thresholdFor } from '#shared/metrics/own-output';
import type { RunProgress } from '#shared/run';

import type { loadDataset } from '../datasets/load';
import type { CompiledNetwork, Engine } from '../engine/engine';
import { initialWeights } from '../engine/initial-weights';
import { writeWeights } from './artefacts';

import { examplesOf } from './examples';
import { finalTest } from './final-test';
import { cancelHook } from './hooks/cancel';
import { divergenceHook } from './hooks/divergence';
import { earlyStoppingHook } from './hooks/early-stopping';
import { progressHook } from './hooks/progress';
import { seriesHook } from './hooks/series';
import { train } from './loop';
import { describeMachine } from './machine';
import type { Report, TrainingJob, TrainingOutcome } from './messages';
import { deriveSeed } from './random';
import { watchNetwork } from './watch';

/** Where a job gets what it works with. */
export interface JobSources {
  /** Called once the first progress has been told, because loading the library takes seconds. */
  readonly openEngine: () => Engine;
  readonly loadDataset: typeof loadDataset;
}

/**
 * One run, from the dataset to the stored evaluation. Reports every fact as it happens, and ends with `ended`,
 * whatever happened. Never throws.
 * @param signal ends the run at the next batch
 */
export async function runJob(
  job: TrainingJob,
  sources: JobSources,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  let outcome: TrainingOutcome;
  try {
    outcome = await trainAndEvaluate(job, sources, report, signal);
  } catch (error) {
    outcome = { kind: 'failed', failure: toFailure(error) };
  }
  report({ kind: 'ended', outcome });
}

async function trainAndEvaluate(
  { spec, seed, datasetFolder, runFolder, code, runId }: TrainingJob,
  { openEngine, loadDataset }: JobSources,
  report: Report,
  signal: AbortSignal,
): Promise<TrainingOutcome> {
  const { epochs, batchSize, learningRate, earlyStopping } = spec.training;
  const isCancelled = (): boolean => signal.aborted;
  const residentBytes = (): number => process.memoryUsage.rss();
  const tellPhase = (phase: RunProgress['phase'], epoch: number): void => {
    report({ kind: 'progress', progress: { ...IDLE, phase, epoch, epochs, residentBytes: residentBytes() } });
  };

  tellPhase('starting', 0);
  const engine = openEngine();
  tellPhase('loading', 0);
  const dataset = await loadDataset(spec.dataset, datasetFolder);
  const classCount = dataset.facts.classNames.length;
  const trainCount = trainingCount(dataset.facts, spec.fraction);
  const plan = planNetwork(spec);
  report({
    kind: 'loaded',
    facts: {
      parameterCount: parameterCount(plan),
      trainCount,
      testCount: dataset.test.count,
      datasetChecksum: dataset.checksum,
      machine: describeMachine(engine, code),
    },
  });
  if (isCancelled()) return { kind: 'cancelled' };

  const compile = (of: NetworkPlan): CompiledNetwork =>
    engine.compile({ plan: of, training: spec.training, train: dataset.train, seed: deriveSeed(seed, 'dropout') });
  const network = compile(plan);
  network.importWeights(initialWeights(plan, seed));
  const divergence = divergenceHook(learningRate);
  const stopping = earlyStopping === null ? undefined : earlyStoppingHook(earlyStopping.patience);
  const now = (): number => performance.now();
  const subject = {
    plan,
    network,
    compile,
    set: dataset.test,
    classCount,
    seed: deriveSeed(seed, 'test pairs'),
    stopped: isCancelled,
  };
  const reason = await train({
    network,
    examples: examplesOf(dataset.train, trainCount, spec.pairing, seed),
    epochs,
    batchSize,
    seed,
    scoreTest: async () => {
      const watched = await watchNetwork(spec, subject);
      // as the training loss, so that the two curves can be compared; the evaluation's is cross-entropy alone
      return watched && { ...watched, loss: watched.loss + network.penalty() };
    },
    hooks: [
      divergence,
      cancelHook(signal),
      ...(stopping === undefined ? [] : [stopping]),
      seriesHook(report, { now, residentBytes, tensorCount: network.tensorCount }),
      progressHook({ epochs, report, now, residentBytes }),
    ],
  });

  const diverged = divergence.failure();
  if (diverged !== undefined) return { kind: 'failed', failure: toFailure(diverged) };
  if (reason === 'cancelled' || isCancelled()) return { kind: 'cancelled' };

  tellPhase('evaluating', stopping?.stoppedAfter() ?? epochs);
  const metadata = { run: String(runId), seed: String(seed), spec: JSON.stringify(spec), code };
  report({ kind: 'artefact', artefact: await writeWeights(runFolder, network.exportWeights(), metadata) });
  // no part of the training images is held out yet, so there are no pairs to choose a threshold on
  const tested = { ...subject, threshold: thresholdFor(null) };
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
};
