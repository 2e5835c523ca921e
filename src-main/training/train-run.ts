import { watchedSplit } from '#shared/experiment/experiment';

import type { Checkpoint } from './checkpoint';
import { createCheckpointing } from './checkpointing';
import { examplesOf } from './examples';
import { bestWeightsHook } from './hooks/best-weights';
import { divergenceHook } from './hooks/divergence';
import { earlyStoppingHook } from './hooks/early-stopping';
import { logHook } from './hooks/log';
import { progressHook } from './hooks/progress';
import { seriesHook } from './hooks/series';
import { stopHook } from './hooks/stop';
import { train, type TrainingHook } from './loop';
import type { Report } from './messages';
import type { Loaded, PreparedNetwork } from './prepare-run';
import type { RunContext } from './run-context';
import { watchNetwork } from './watch';

/** How the training came to its end, and what it kept. */
export interface Trained {
  readonly reason: Awaited<ReturnType<typeof train>>;
  readonly divergence: ReturnType<typeof divergenceHook>;
  /** Undefined where the design does not stop early. */
  readonly stopping: ReturnType<typeof earlyStoppingHook> | undefined;
  /** Undefined where the last weights count. */
  readonly best: ReturnType<typeof bestWeightsHook> | undefined;
}

/** Trains a network to its end, or until it is stopped. @param checkpoint where it goes on, if it does */
export async function trainRun(
  context: RunContext,
  loaded: Loaded,
  { network, subject, validationSet }: PreparedNetwork,
  checkpoint: Checkpoint | undefined,
): Promise<Trained> {
  const { job, report, signals, now, residentBytes, stopReason } = context;
  const { spec, seed } = job;
  const { epochs, batchSize, learningRate, earlyStopping, keep } = spec.training;
  const examples = examplesOf(loaded.dataset.train, loaded.trained, spec.pairing, seed);
  // pairs that cannot be made are refused now, and not after days
  examples(epochs);
  const divergence = divergenceHook(learningRate);
  const stopping =
    earlyStopping === null ? undefined : earlyStoppingHook(earlyStopping, checkpoint?.earlyStopping ?? undefined);
  const best = keep === 'best-validation' ? bestWeightsHook(network, checkpoint?.best ?? undefined) : undefined;
  const series = [...(checkpoint?.series ?? [])];
  const keepSeries: Report = (event) => {
    if (event.kind === 'epoch') series.push(...event.points);
    report(event);
  };
  const hooks: readonly TrainingHook[] = [
    divergence,
    stopHook(signals.cancel, 'cancelled'),
    stopHook(signals.pause, 'paused'),
    ...(stopping === undefined ? [] : [stopping]),
    ...(best === undefined ? [] : [best]),
    seriesHook(keepSeries, { now, residentBytes, tensorCount: network.tensorCount }, watchedSplit(spec)),
    progressHook({ epochs, report, now, residentBytes }),
    logHook(report, (checkpoint?.position.epoch ?? 1) - 1),
  ];
  const { reached } = checkpointingOf(context, loaded, async () => ({
    state: await network.saveState(),
    earlyStopping: stopping?.state() ?? null,
    best: (await best?.best()) ?? null,
    series,
  }));
  const reason = await train({
    network,
    examples,
    epochs,
    batchSize,
    seed,
    validate: async () => {
      const watched = await watchNetwork(spec, { ...subject, set: validationSet });
      // as the training loss, so that the two curves can be compared; the evaluation's is cross-entropy alone
      return watched === null ? stopReason() : { ...watched, loss: watched.loss + (await network.penalty()) };
    },
    hooks,
    from: checkpoint?.position,
    reached,
  });
  return { reason, divergence, stopping, best };
}

/** Keeps what training moves, beside what tells this run from every other. */
function checkpointingOf(
  { job, report, now }: RunContext,
  { dataset, engine }: Loaded,
  moved: () => Promise<Pick<Checkpoint, 'state' | 'earlyStopping' | 'best' | 'series'>>,
): ReturnType<typeof createCheckpointing> {
  const { runId, seed, spec, code, runFolder } = job;
  return createCheckpointing({
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
      ...(await moved()),
    }),
  });
}
