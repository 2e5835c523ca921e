import { trainingCount } from '#shared/datasets';
import { toFailure } from '#shared/errors';
import { watchedSplit } from '#shared/experiment';
import { planNetwork } from '#shared/network/index';
import { parameterCount } from '#shared/network/plan';
import type { Protocol, RunProgress } from '#shared/run';

import type { ImageSet } from '../datasets/dataset';
import type { loadDataset } from '../datasets/load';
import type { Engine } from '../engine/engine';
import { statisticsFor } from '../engine/pixel-scaling';
import { writePredictions, writeWeights } from './artefacts';
import { evaluationOf, predictSet, scoresOf, type Predictions } from './evaluate';
import { divideTraining, subsetOf } from './division';
import { examplesOf } from './examples';
import { bestWeightsHook } from './hooks/best-weights';
import { cancelHook } from './hooks/cancel';
import { divergenceHook } from './hooks/divergence';
import { earlyStoppingHook } from './hooks/early-stopping';
import { progressHook } from './hooks/progress';
import { seriesHook } from './hooks/series';
import { train } from './loop';
import { describeMachine } from './machine';
import type { Report, TrainingJob, TrainingOutcome } from './messages';
import { protocolsOf, testBatch } from './protocol';
import { deriveSeed } from './random';
import { startingPoint } from './starting-point';

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
  { spec, seed, datasetFolder, startingWeightsFile, runFolder, code, runId }: TrainingJob,
  { openEngine, loadDataset }: JobSources,
  report: Report,
  signal: AbortSignal,
): Promise<TrainingOutcome> {
  const { epochs, batchSize, learningRate, earlyStopping, keep } = spec.training;
  const isCancelled = (): boolean => signal.aborted;
  const residentBytes = (): number => process.memoryUsage.rss();
  const tellPhase = (phase: RunProgress['phase'], epoch: number): void => {
    report({ kind: 'progress', progress: { ...IDLE, phase, epoch, epochs, residentBytes: residentBytes() } });
  };

  tellPhase('starting', 0);
  const engine = openEngine();
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
      machine: describeMachine(engine, code),
      ...(heldOut === null ? {} : { heldOutCount: heldOut.length }),
      ...(start.origin === null ? {} : { startingWeights: start.origin }),
    },
  });
  if (isCancelled()) return { kind: 'cancelled' };

  const pixels = statisticsFor(plan.scaling, dataset.train, trained);
  const network = engine.compile({
    plan,
    training: spec.training,
    train: dataset.train,
    pixels,
    seed: deriveSeed(seed, 'dropout'),
  });
  network.importWeights(start.weights);
  const divergence = divergenceHook(learningRate);
  const stopping = earlyStopping === null ? undefined : earlyStoppingHook(earlyStopping);
  const best = keep === 'best-validation' ? bestWeightsHook(network) : undefined;
  const now = (): number => performance.now();
  const [protocol, ...otherProtocols] = protocolsOf(spec);
  const testSeed = deriveSeed(seed, 'test pairs');
  const predictOn = (set: ImageSet, by: Protocol): Promise<Predictions | null> => {
    const batch = testBatch(by, set, testSeed);
    return predictSet({ network, set, classCount, batch, stopped: isCancelled });
  };
  const validationSet = heldOut === null ? dataset.test : subsetOf(dataset.train, heldOut);
  const reason = await train({
    network,
    examples: examplesOf(dataset.train, trained, spec.pairing, seed),
    epochs,
    batchSize,
    seed,
    validate: async () => {
      const predictions = await predictOn(validationSet, protocol);
      if (predictions === null) return null;
      const { loss, accuracy } = scoresOf(predictions, validationSet);
      // as the training loss, so that the two curves can be compared; the evaluation's is cross-entropy alone
      return { loss: loss + network.penalty(), accuracy };
    },
    hooks: [
      divergence,
      cancelHook(signal),
      ...(stopping === undefined ? [] : [stopping]),
      ...(best === undefined ? [] : [best]),
      seriesHook(
        report,
        { now, residentBytes, tensorCount: network.tensorCount },
        watchedSplit(spec),
      ),
      progressHook({ epochs, report, now, residentBytes }),
    ],
  });

  const diverged = divergence.failure();
  if (diverged !== undefined) return { kind: 'failed', failure: toFailure(diverged) };
  if (reason === 'cancelled' || isCancelled()) return { kind: 'cancelled' };

  tellPhase('evaluating', stopping?.stoppedAfter() ?? epochs);
  best?.restore();
  const keptEpoch = best?.epoch();
  if (keptEpoch !== undefined) report({ kind: 'kept', epoch: keptEpoch });
  const predictions = await predictOn(dataset.test, protocol);
  if (predictions === null) return { kind: 'cancelled' };
  const metadata = {
    run: String(runId),
    seed: String(seed),
    spec: JSON.stringify(spec),
    code,
    // whoever shows images to these weights has to scale them alike
    ...(pixels === undefined ? {} : { pixels: JSON.stringify(pixels) }),
    ...(keptEpoch === undefined ? {} : { epoch: String(keptEpoch) }),
  };
  report({ kind: 'artefact', artefact: await writeWeights(runFolder, network.exportWeights(), metadata) });
  report({ kind: 'artefact', artefact: await writePredictions(runFolder, predictions, dataset.test, metadata) });
  report({ kind: 'evaluation', evaluation: evaluationOf(predictions, dataset.test, classCount, protocol) });
  for (const other of otherProtocols) {
    const others = await predictOn(dataset.test, other);
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
};
