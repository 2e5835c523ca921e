import { constants, setPriority } from 'node:os';

import { toFailure } from '#shared/errors/errors';

import { loadDataset } from '../datasets/load';
import { knowDatasetOf } from '../datasets/own/own-store';
import { openEngine } from '../engine/open-engine';
import { loadExtensions } from '../processes/extensions';
import { openEntry } from '../processes/worker-entry';
import { calibrateJob } from './calibrate-job';
import { evaluateJob } from './evaluate-job';
import { EXTENSION_POINTS } from './extensions/points';
import { readTrainingCommand } from './message-schemas';
import type { Report, TrainingCommand, TrainingEvent } from './messages';
import type { JobSources } from './prepare-run';
import { runJob } from './run-job';

/** Entry of the training process: one run, one evaluation or one measurement; then it ends. */
const lab = openEntry<TrainingCommand, TrainingEvent>();
const cancel = new AbortController();
const pause = new AbortController();
let isTraining = false;
/** A training that nobody listens to any more has so long for the batch in hand and a checkpoint. */
const ORPHAN_MS = 5 * 60_000;
const CLOCK = { sinceStart: () => process.uptime(), now: Date.now };

function obey(command: TrainingCommand): void {
  switch (command.kind) {
    case 'cancel':
      cancel.abort();
      return;
    case 'pause':
      pause.abort();
      return;
    case 'start':
    case 'evaluate':
    case 'calibrate':
      isTraining = command.kind === 'start';
      work(command);
  }
}

function work(command: Extract<TrainingCommand, { readonly job: unknown }>): void {
  let told = Promise.resolve();
  const report = (event: TrainingEvent): void => {
    told = told.then(() => lab.tell(event));
  };
  const sources: JobSources = {
    openEngine: (compute, plan) => openEngine(compute, process.env['SIAMESE_LAB_ENGINE'], plan),
    loadDataset,
  };
  void jobOf(command, sources, report)
    .then(() => told)
    // the lab ends this process once it has heard the end, unless it is gone
    .finally(() => setTimeout(() => process.exit(0), lab.isLabGone() ? 0 : 2000));
}

function jobOf(
  command: Extract<TrainingCommand, { readonly job: unknown }>,
  sources: JobSources,
  report: Report,
): Promise<void> {
  switch (command.kind) {
    case 'start':
      return runJob(command.job, sources, report, { cancel: cancel.signal, pause: pause.signal });
    case 'evaluate':
      return evaluateJob(command.job, sources, report);
    case 'calibrate':
      return calibrateJob(command.job, sources, report, CLOCK);
  }
}

/** A training that is told to end, or whose lab is gone, keeps how far it is first; whatever else it does is worth nothing. */
function endInOrder(): void {
  if (!isTraining) process.exit(1);
  pause.abort();
}

// Ctrl-C reaches every process of the terminal; the lab says what it means
process.on('SIGINT', () => undefined);
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, endInOrder);
// the window goes before the training where both want the same core
if (lab.isUtility) setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
lab.listen({
  read: (message) => {
    knowDatasetOf(message);
    return readTrainingCommand(message);
  },
  ready: loadExtensions(process.env, EXTENSION_POINTS),
  obey,
  refuse: (error) => void lab.tell({ kind: 'ended', outcome: { kind: 'failed', failure: toFailure(error) } }),
  onLabGone: () => {
    endInOrder();
    setTimeout(() => process.exit(1), ORPHAN_MS).unref();
  },
});
