import { toFailure, type LabFailure } from '#shared/errors/errors';

import { writeWeights } from './artefacts';
import { removeCheckpoints } from './checkpoint-files';
import { finalTest } from './final-test';
import type { Report, TrainingEvent, TrainingJob, TrainingOutcome } from './messages';
import { explainMemory } from './out-of-memory';
import { loadRun, prepareNetwork, type JobSources, type Loaded, type PreparedNetwork } from './prepare-run';
import { findCheckpoint, restore } from './restore';
import { createRunContext, type JobSignals, type RunContext } from './run-context';
import { trainRun, type Trained } from './train-run';
import { chooseThreshold } from './watch';

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
    outcome = await trainAndEvaluate(createRunContext(job, noted, signals), sources);
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

async function trainAndEvaluate(context: RunContext, sources: JobSources): Promise<TrainingOutcome> {
  const { job, report, signals, isStopped, stopOutcome } = context;
  const loaded = await loadRun(context, sources);
  if (signals.cancel.aborted) return { kind: 'cancelled' };
  const checkpoint = await findCheckpoint(job, loaded.dataset.checksum, report);
  const prepared = await prepareNetwork(context, loaded);
  if (checkpoint === undefined) prepared.network.importWeights(loaded.start.weights);
  else restore(prepared.network, checkpoint, report);
  const trained = await trainRun(context, loaded, prepared, checkpoint);
  const diverged = trained.divergence.failure();
  if (diverged !== undefined) return { kind: 'failed', failure: toFailure(diverged) };
  if (trained.reason === 'cancelled' || trained.reason === 'paused') return { kind: trained.reason };
  if (isStopped()) return stopOutcome();
  return evaluateRun(context, loaded, prepared, trained);
}

/** Keeps the weights that count, and tests them by every protocol of the design. */
async function evaluateRun(
  { job, report, tellPhase, stopOutcome }: RunContext,
  { heldOut }: Loaded,
  { network, subject, validationSet, pixels }: PreparedNetwork,
  { stopping, best }: Trained,
): Promise<TrainingOutcome> {
  const { spec, seed, runFolder, runId, code } = job;
  tellPhase('evaluating', stopping?.stoppedAfter() ?? spec.training.epochs);
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
