import { LabError, toFailure, type LabFailure } from '#shared/errors';
import type { ExperimentSpec } from '#shared/experiment';
import type { Launched } from '#shared/ipc';
import { isEnded } from '#shared/run';

import type { ReadableDatabase } from '../database/open';
import { activeRuns, countQueuedRuns, findRun, nextQueuedRun } from '../database/runs';
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
  /** Ends a queued run at once, a running one at the end of its batch. @throws LabError `unknown-run`, `run-not-active` */
  readonly cancel: (id: number) => void;
  /** The run that this scheduler has started and that has not ended, if any. */
  readonly runningRun: () => number | undefined;
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

/** One run at a time, in the order in which they were queued. */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { reader, recorder, owner, queueLimit } = options;
  /** `end` is set where the run is to end before its training process has even started. */
  let current: { readonly id: number; execution?: Execution; end?: RunEnd } | undefined;
  let waiting: NodeJS.Timeout | undefined;
  let closed = false;
  let whenIdle: (() => void) | undefined;

  function startNext(): void {
    clearTimeout(waiting);
    if (closed || current !== undefined) return;
    const id = nextQueuedRun(reader, owner);
    if (id === undefined) return;
    endOrphans();
    if (!recorder.claim(id, owner)) {
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
        onEvent: (event) => recorder.record(id, event),
        onEnd: (end) => finish(id, end),
      });
      if (current !== undefined) current.execution = execution;
    } catch (error) {
      finish(id, { status: 'failed', failure: toFailure(error) });
    }
  }

  function finish(id: number, end: RunEnd): void {
    recorder.end(id, end);
    if (current?.id === id) current = undefined;
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

  return {
    launch: (spec) => {
      const queued = countQueuedRuns(reader);
      if (queued + spec.seeds.length > queueLimit) {
        throw new LabError(
          'queue-full',
          `Received ${spec.seeds.length} more runs while ${queued} are waiting; the queue holds ${queueLimit}. ` +
            'Wait for some to finish, or cancel some. Nothing was queued.',
        );
      }
      const launched = recorder.queueExperiment(spec, owner);
      startNext();
      return launched;
    },
    cancel: (id) => {
      const run = findRun(reader, id);
      if (run === undefined) {
        throw new LabError(
          'unknown-run',
          `Received the run ${id}; there is none of that number. Look it up among the runs.`,
        );
      }
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
