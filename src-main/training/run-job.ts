import { trainingCount } from '#shared/datasets';
import { toFailure } from '#shared/errors';
import { planNetwork } from '#shared/network/index';
import { parameterCount } from '#shared/network/plan';
import type { Protocol, RunProgress } from '#shared/run';

import type { loadDataset } from '../datasets/load';
import type { Engine } from '../engine/engine';
import { initialWeights } from '../engine/initial-weights';
import { writePredictions, writeWeights } from './artefacts';
import { evaluationOf, predictSet, scoresOf, type Predictions } from './evaluate';
import { examplesOf } from './examples';
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
import { protocolsOf, testBatch } from './protocol';
import { deriveSeed } from './random';

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
  { spec, seed, datasetFolder, runFolder, code, runId }: TrainingJob,
  { openEngine, loadDataset }: JobSources,
  report: Report,
  signal: AbortSignal,
  pause: Pause,
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

  const network = engine.compile({
    plan,
    training: spec.training,
    train: dataset.train,
    seed: deriveSeed(seed, 'dropout'),
  });
  network.importWeights(initialWeights(plan, seed));
  const divergence = divergenceHook(learningRate);
  const stopping = earlyStopping === null ? undefined : earlyStoppingHook(earlyStopping.patience);
  const { now } = pause;
  const [protocol, ...otherProtocols] = protocolsOf(spec);
  const testSeed = deriveSeed(seed, 'test pairs');
  const predictTest = (by: Protocol): Promise<Predictions | null> => {
    const batch = testBatch(by, dataset.test, testSeed);
    return predictSet({ network, set: dataset.test, classCount, batch, stopped: isCancelled });
  };
  const reason = await train({
    network,
    examples: examplesOf(dataset.train, trainCount, spec.pairing, seed),
    epochs,
    batchSize,
    seed,
    scoreTest: async () => {
      const predictions = await predictTest(protocol);
      if (predictions === null) return null;
      const { loss, accuracy } = scoresOf(predictions, dataset.test);
      // as the training loss, so that the two curves can be compared; the evaluation's is cross-entropy alone
      return { loss: loss + network.penalty(), accuracy };
    },
    hooks: [
      divergence,
      cancelHook(signal),
      ...(stopping === undefined ? [] : [stopping]),
      seriesHook(report, { now, residentBytes, tensorCount: network.tensorCount }),
      progressHook({ epochs, report, now, residentBytes }),
      logHook(report),
    ],
    pause,
  });

  const diverged = divergence.failure();
  if (diverged !== undefined) return { kind: 'failed', failure: toFailure(diverged) };
  if (reason === 'cancelled' || isCancelled()) return { kind: 'cancelled' };

  tellPhase('evaluating', stopping?.stoppedAfter() ?? epochs);
  const predictions = await predictTest(protocol);
  if (predictions === null) return { kind: 'cancelled' };
  const metadata = { run: String(runId), seed: String(seed), spec: JSON.stringify(spec), code };
  report({ kind: 'artefact', artefact: await writeWeights(runFolder, network.exportWeights(), metadata) });
  report({ kind: 'artefact', artefact: await writePredictions(runFolder, predictions, dataset.test, metadata) });
  report({ kind: 'evaluation', evaluation: evaluationOf(predictions, dataset.test, classCount, protocol) });
  for (const other of otherProtocols) {
    const others = await predictTest(other);
    if (others === null) return { kind: 'cancelled' };
    report({ kind: 'evaluation', evaluation: evaluationOf(others, dataset.test, classCount, other) });
  }
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
