import { trainingCount } from '#shared/datasets/datasets';
import { toFailure, type LabFailure } from '#shared/errors/errors';
import { watchedSplit } from '#shared/experiment/experiment';
import { planNetwork } from '#shared/networks/index';
import { parameterCount, type NetworkPlan } from '#shared/networks/plan';
import type { RunProgress } from '#shared/runs/run';

import type { loadDataset } from '../datasets/load';
import type { Compute } from '#shared/devices/devices';
import type { DeviceNetwork, DeviceEngine } from '../engine/engine';
import { statisticsFor } from '../engine/pixel-scaling';
import { writeWeights } from './artefacts';
import { removeCheckpoints } from './checkpoint-files';
import { createCheckpointing } from './checkpointing';
import { divideTraining, subsetOf } from './division';
import { examplesOf } from './examples';
import { finalTest } from './final-test';
import { bestWeightsHook } from './hooks/best-weights';
import { divergenceHook } from './hooks/divergence';
import { earlyStoppingHook } from './hooks/early-stopping';
import { logHook } from './hooks/log';
import { progressHook } from './hooks/progress';
import { seriesHook } from './hooks/series';
import { stopHook } from './hooks/stop';
import { provedNetwork } from './kernel-proof';
import { train } from './loop';
import { describeMachine } from './machine';
import type { Report, TrainingEvent, TrainingJob, TrainingOutcome } from './messages';
import { deriveSeed } from '#shared/basics/random';
import { findCheckpoint, restore } from './restore';
import { explainMemory } from './out-of-memory';
import { refuseOtherImages } from './other-images';
import { startingPoint } from './starting-point';
import { chooseThreshold, watchNetwork } from './watch';

/** Where a job gets what it works with. */
export interface JobSources {
  /** Called once the first progress has been told, because loading the library takes seconds. */
  readonly openEngine: (compute: Compute, plan: NetworkPlan) => DeviceEngine | Promise<DeviceEngine>;
  readonly loadDataset: typeof loadDataset;
}

/** How a job is told to stop, at the end of its next batch. */
export interface JobSignals {
  readonly cancel: AbortSignal;
  /** It keeps how far it is, to go on from there in another process. */
  readonly pause: AbortSignal;
}

/**
 * One run, from the dataset, or from where it stood, to the stored evaluation. Reports every fact as it happens, and
 * ends with `ended`, whatever happened. Never throws.
 */
export async function runJob(
  job: TrainingJob,
  sources: JobSources,
  report: Report,
  signals: JobSignals,
): Promise<void> {
  let outcome: TrainingOutcome;
  const told = new Set<TrainingEvent['kind']>();
  const noted: Report = (event) => {
    told.add(event.kind);
    report(event);
  };
  try {
    outcome = await trainAndEvaluate(job, sources, noted, signals);
  } catch (error) {
    outcome = { kind: 'failed', failure: await failureOf(error, job, told, report) };
  }
  report({ kind: 'ended', outcome });
}

/** What an error means for the run. Steps with unsound kernels are taken back; where that fails, no other process may go on. */
async function failureOf(
  error: unknown,
  job: TrainingJob,
  told: ReadonlySet<TrainingEvent['kind']>,
  report: Report,
): Promise<LabFailure> {
  const failure = toFailure(explainMemory(error, job));
  if (failure.code !== 'kernels-unsound') return failure;
  try {
    await disown(job, failure.message, told, report);
    return failure;
  } catch (problem) {
    return toFailure(problem);
  }
}

/** Takes back what this process has told, as nobody knows from which step on its gradients were wrong. */
async function disown(
  { runFolder }: TrainingJob,
  reason: string,
  told: ReadonlySet<TrainingEvent['kind']>,
  report: Report,
): Promise<void> {
  report({ kind: 'kernels-unsound', reason });
  if (told.has('checkpoint')) await removeCheckpoints(runFolder);
  if (!told.has('checkpoint') && !told.has('epoch')) return;
  report({ kind: 'restored', checkpoint: { epoch: 1, batch: 0 }, series: [] });
}

async function trainAndEvaluate(
  job: TrainingJob,
  { openEngine, loadDataset }: JobSources,
  report: Report,
  { cancel, pause }: JobSignals,
): Promise<TrainingOutcome> {
  const { spec, seed, datasetFolder, datasetFiles, startingWeightsFile, runFolder, code, runId, compute } = job;
  const { epochs, batchSize, learningRate, earlyStopping, keep } = spec.training;
  const isStopped = (): boolean => cancel.aborted || pause.aborted;
  const stopReason = (): 'cancelled' | 'paused' => (cancel.aborted ? 'cancelled' : 'paused');
  /** After the training: its last checkpoint is where a paused run goes on. */
  const stopOutcome = (): TrainingOutcome => {
    const kind = stopReason();
    if (kind === 'paused') report({ kind });
    return { kind };
  };
  const now = (): number => performance.now();
  const residentBytes = (): number => process.memoryUsage.rss();
  const tellPhase = (phase: RunProgress['phase'], epoch: number): void => {
    report({ kind: 'progress', progress: { ...IDLE, phase, epoch, epochs, residentBytes: residentBytes() } });
  };

  tellPhase('starting', 0);
  const plan = planNetwork(spec.network, job.datasetFacts);
  const engine = await openEngine(compute, plan);
  tellPhase('loading', 0);
  const start = await startingPoint(plan, spec, seed, startingWeightsFile);
  const dataset = await loadDataset(spec.dataset, datasetFolder, datasetFiles);
  refuseOtherImages(job.datasetFacts, dataset.facts);
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
  if (cancel.aborted) return { kind: 'cancelled' };
  const checkpoint = await findCheckpoint(job, dataset.checksum, report);

  const pixels = statisticsFor(plan.scaling, dataset.train, trained);
  const compile = async (of: NetworkPlan): Promise<DeviceNetwork> =>
    engine.compile({
      plan: of,
      training: spec.training,
      train: dataset.train,
      pixels,
      seed: deriveSeed(seed, 'dropout'),
    });
  const network = provedNetwork({ network: await compile(plan), seed, now });
  if (checkpoint === undefined) network.importWeights(start.weights);
  else restore(network, checkpoint, report);
  const divergence = divergenceHook(learningRate);
  const stopping =
    earlyStopping === null ? undefined : earlyStoppingHook(earlyStopping, checkpoint?.earlyStopping ?? undefined);
  const best = keep === 'best-validation' ? bestWeightsHook(network, checkpoint?.best ?? undefined) : undefined;
  const series = [...(checkpoint?.series ?? [])];
  const subject = {
    plan,
    network,
    compile,
    set: dataset.test,
    classCount,
    seed: deriveSeed(seed, 'test pairs'),
    stopped: isStopped,
  };
  const validationSet = heldOut === null ? dataset.test : subsetOf(dataset.train, heldOut);
  const checkpointing = createCheckpointing({
    runFolder,
    seconds: job.checkpointSeconds,
    report,
    now,
    snapshot: async (position) => ({
      runId,
      seed,
      spec,
      datasetChecksum: dataset.checksum,
      code,
      engine: engine.name,
      position,
      state: await network.saveState(),
      earlyStopping: stopping?.state() ?? null,
      best: (await best?.best()) ?? null,
      series,
    }),
  });
  const keepSeries: Report = (event) => {
    if (event.kind === 'epoch') series.push(...event.points);
    report(event);
  };
  const reason = await train({
    network,
    examples: examplesOf(dataset.train, trained, spec.pairing, seed),
    epochs,
    batchSize,
    seed,
    validate: async () => {
      const watched = await watchNetwork(spec, { ...subject, set: validationSet });
      // as the training loss, so that the two curves can be compared; the evaluation's is cross-entropy alone
      return watched === null ? stopReason() : { ...watched, loss: watched.loss + (await network.penalty()) };
    },
    hooks: [
      divergence,
      stopHook(cancel, 'cancelled'),
      stopHook(pause, 'paused'),
      ...(stopping === undefined ? [] : [stopping]),
      ...(best === undefined ? [] : [best]),
      seriesHook(keepSeries, { now, residentBytes, tensorCount: network.tensorCount }, watchedSplit(spec)),
      progressHook({ epochs, report, now, residentBytes }),
      logHook(report, (checkpoint?.position.epoch ?? 1) - 1),
    ],
    from: checkpoint?.position,
    reached: checkpointing.reached,
  });

  const diverged = divergence.failure();
  if (diverged !== undefined) return { kind: 'failed', failure: toFailure(diverged) };
  if (reason === 'cancelled' || reason === 'paused') return { kind: reason };
  if (isStopped()) return stopOutcome();

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
  if (threshold === null) return stopOutcome();
  const tested = { ...subject, threshold };
  if (!(await finalTest({ spec, subject: tested, runFolder, metadata, report }))) return stopOutcome();
  network.dispose();
  // its checkpoints stay until the lab has recorded this end
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
