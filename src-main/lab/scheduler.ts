import { LabError, toFailure, type LabFailure } from '#shared/errors';
import type { ExperimentSpec } from '#shared/experiment';
import type { Launched } from '#shared/ipc';
import { isEnded, type RunProgress } from '#shared/run';

import type { ReadableDatabase } from '../database/open';
import { activeRuns, countQueuedRuns, isQueuePaused, nextQueuedRun } from '../database/queue';
import { findRun, runsOfExperiment, type StoredRun } from '../database/runs';
import type { TrainingJob } from '../training/messages';
import { execute, type Execution } from './execution';
import { isAlive } from './owner';
import type { Recorder, RunEnd } from './recorder';
import type { LaunchTraining } from './training-process';

/** While another program trains on this database, look this often whether it is done. */
const WAIT_FOR_OTHERS_MS = 1000;

const ORPHANED: LabFailure = {
  code: 'interrupted',
  message:
    'The program that ran it ended before the run did. The epochs that it had recorded are kept; launch the experiment again.',
};
const CLOSED: LabFailure = {
  code: 'interrupted',
  message: 'The lab was closed while it ran. The epochs that it had recorded are kept; launch the experiment again.',
};

export interface Scheduler {
  /** Queues a run per seed and starts the first if nothing runs. @throws LabError `queue-full` */
  readonly launch: (spec: ExperimentSpec) => Launched;
  /** The same for several designs: all of them, or none. @throws LabError `queue-full` */
  readonly launchAll: (specs: readonly ExperimentSpec[]) => readonly Launched[];
  /** Ends a queued run at once, a running one at the end of its batch. @throws LabError `unknown-run`, `run-not-active` */
  readonly cancel: (id: number) => void;
  /**
   * Queues the seed of a run that came to nothing once more, in the same experiment, and gives the new run. The old one
   * stays as it is. @throws LabError `unknown-run`, `run-not-retryable`, `queue-full`
   */
  readonly retry: (id: number) => Launched;
  /** Holds the run between two batches, or lets it go on. @throws LabError `unknown-run`, `run-not-active` */
  readonly pause: (id: number, isPaused: boolean) => void;
  /** Puts a queued run before another, or at the end. @throws LabError `unknown-run`, `run-not-active` */
  readonly move: (id: number, before: number | null) => void;
  /** While the queue is paused no run starts. */
  readonly pauseQueue: (isPaused: boolean) => void;
  /** The run that this scheduler has started and that has not ended, if any. */
  readonly runningRun: () => number | undefined;
  /** What that run has told last. */
  readonly runningProgress: () => RunProgress | null;
  /** Ends what the dead left behind; with `adopt` their queued runs become this process's own. */
  readonly recover: (options: { readonly adopt: boolean }) => void;
  /** Starts nothing more, and interrupts what runs. Queued runs stay queued. */
  readonly close: () => Promise<void>;
}

export interface SchedulerOptions {
  readonly reader: ReadableDatabase;
  readonly recorder: Recorder;
  readonly launchTraining: LaunchTraining;
  /** Names this process, see `ownerOf`. */
  readonly owner: string;
  /** All but the run's own numbers, for one run; it may have to look for files. */
  readonly prepareJob: (id: number, spec: ExperimentSpec, seed: number) => Promise<TrainingJob>;
  /** How many runs may wait. */
  readonly queueLimit: number;
}

/** What the scheduler trains. */
interface Current {
  readonly id: number;
  execution?: Execution;
  /** Set where the run is to end before its training process has even started. */
  end?: RunEnd;
  /** The same for a pause. */
  isPaused?: boolean;
  progress?: RunProgress;
}

/** One run at a time, in the order of the queue. */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { reader, recorder, owner, queueLimit } = options;
  let current: Current | undefined;
  let waiting: NodeJS.Timeout | undefined;
  let closed = false;
  let whenIdle: (() => void) | undefined;

  function startNext(): void {
    clearTimeout(waiting);
    if (closed || current !== undefined) return;
    const id = nextQueuedRun(reader, owner);
    if (id === undefined) return;
    endOrphans();
    // the claim looks at the pause once more: another program may have paused the queue meanwhile
    if (isQueuePaused(reader) || !recorder.claim(id, owner)) {
      waiting = setTimeout(startNext, WAIT_FOR_OTHERS_MS);
      return;
    }
    current = { id };
    void start(id);
  }

  async function start(id: number): Promise<void> {
    try {
      const run = findRun(reader, id);
      if (run === undefined) throw new Error(`Run ${id} was claimed and is not there.`);
      const job = await options.prepareJob(id, run.spec, run.seed);
      if (current?.end !== undefined) {
        finish(id, current.end);
        return;
      }
      const execution = execute({
        job,
        launch: options.launchTraining,
        onEvent: (event) => {
          if (event.kind === 'progress' && current?.id === id) current.progress = event.progress;
          recorder.record(id, event);
        },
        onEnd: (end) => finish(id, end),
      });
      if (current === undefined) return;
      current.execution = execution;
      if (current.isPaused === true) execution.pause(true);
    } catch (error) {
      finish(id, { status: 'failed', failure: toFailure(error) });
    }
  }

  function finish(id: number, end: RunEnd): void {
    // first: whoever hears of the end may ask what runs
    if (current?.id === id) current = undefined;
    recorder.end(id, end);
    whenIdle?.();
    startNext();
  }

  function endOrphans(): void {
    for (const run of activeRuns(reader)) {
      if (run.status !== 'running' || run.id === current?.id || isAlive(run.owner)) continue;
      recorder.end(run.id, {
        status: 'interrupted',
        failure: ORPHANED,
      });
    }
  }

  function runOf(id: number): StoredRun {
    const run = findRun(reader, id);
    if (run !== undefined) return run;
    throw new LabError(
      'unknown-run',
      `Received the run ${id}; there is none of that number. Look it up among the runs.`,
    );
  }

  function refuseFullQueue(more: number): void {
    const queued = countQueuedRuns(reader);
    if (queued + more <= queueLimit) return;
    throw new LabError(
      'queue-full',
      `Received ${more} more runs while ${queued} are waiting; the queue holds ${queueLimit}. ` +
        'Wait for some to finish, or cancel some. Nothing was queued.',
    );
  }

  /** A seed has one result at most, so that a mean counts it once. */
  function refuseRetry({ id, status, seed, experimentId }: StoredRun): void {
    if (!isEnded(status) || status === 'finished') {
      throw new LabError(
        'run-not-retryable',
        `Run ${id} is ${status}; only a run that failed, was cancelled or was interrupted can be tried again.`,
      );
    }
    const taken = runsOfExperiment(reader, experimentId).find(
      (other) => other.seed === seed && (!isEnded(other.status) || other.status === 'finished'),
    );
    if (taken === undefined) return;
    throw new LabError(
      'run-not-retryable',
      `Run ${id} was tried again already, as run ${taken.id}, which is ${taken.status}. Look at that one.`,
    );
  }

  return {
    launch: (spec) => {
      refuseFullQueue(spec.seeds.length);
      const launched = recorder.queueExperiment(spec, owner);
      startNext();
      return launched;
    },
    launchAll: (specs) => {
      refuseFullQueue(specs.reduce((sum, { seeds }) => sum + seeds.length, 0));
      const launched = recorder.queueExperiments(specs, owner);
      startNext();
      return launched;
    },
    retry: (id) => {
      const run = runOf(id);
      refuseRetry(run);
      refuseFullQueue(1);
      const launched = recorder.queueAgain(run, owner);
      startNext();
      return launched;
    },
    pause: (id, isPaused) => {
      const { status } = runOf(id);
      if (current?.id !== id) {
        throw new LabError(
          'run-not-active',
          `Run ${id} is ${status}${status === 'running' ? ' in another program' : ''}; only a run that this program trains can be paused.`,
        );
      }
      if (current.execution === undefined) current.isPaused = isPaused;
      else current.execution.pause(isPaused);
    },
    move: (id, before) => {
      runOf(id);
      if (before !== null) runOf(before);
      if (recorder.move(id, before)) return;
      throw new LabError(
        'run-not-active',
        `Run ${id} was to be put ${before === null ? 'at the end of the queue' : `before run ${before}`}, and one of them does not wait any more. The queue is as it was.`,
      );
    },
    pauseQueue: (isPaused) => {
      recorder.pauseQueue(isPaused);
      startNext();
    },
    cancel: (id) => {
      const run = runOf(id);
      if (isEnded(run.status)) {
        throw new LabError(
          'run-not-active',
          `Run ${id} is ${run.status} already; only a queued or running one can be cancelled.`,
        );
      }
      if (current?.id === id) {
        if (current.execution === undefined) current.end = { status: 'cancelled' };
        else current.execution.cancel();
        return;
      }
      if (run.status === 'running') {
        throw new LabError(
          'run-not-active',
          `Run ${id} is trained by another program on this database; cancel it there.`,
        );
      }
      recorder.end(id, { status: 'cancelled' });
    },
    runningRun: () => current?.id,
    runningProgress: () => current?.progress ?? null,
    recover: ({ adopt }) => {
      endOrphans();
      if (!adopt) return;
      for (const run of activeRuns(reader)) {
        if (run.status === 'queued' && !isAlive(run.owner)) recorder.adopt(run.id, owner);
      }
      startNext();
    },
    close: async () => {
      closed = true;
      clearTimeout(waiting);
      if (current === undefined) return;
      const idle = new Promise<void>((resolve) => {
        whenIdle = resolve;
      });
      if (current.execution === undefined) current.end = { status: 'interrupted', failure: CLOSED };
      else current.execution.interrupt(CLOSED);
      await idle;
    },
  };
}
