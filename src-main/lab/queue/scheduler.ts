import { LabError, toFailure, type LabFailure } from '#shared/errors/errors';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import type { Launched } from '#shared/contract/ipc';
import { isEnded, type RunProgress } from '#shared/runs/run';
import type { RunToTrain } from './prepare-jobs';
import { requireSpec } from '#shared/experiment/stored-spec';

import type { RunEnd } from '../../executors/executor';
import type { ReadableDatabase } from '../../database/open';
import { activeRuns, isQueuePaused, nextQueuedRun } from '../../database/queue';
import { findRun } from '../../database/runs';
import type { TrainingJob } from '../../training/messages';
import { execute, type Execution } from '../../executors/local/execution';
import { createOrphans, type OrphansOptions } from './orphans';
import { isAlive, ownerOf } from '../folder/owner';
import type { Recorder } from '../runs/recorder';
import { knownRun, refuseFullQueue, refuseTaken } from './refusals';
import type { LaunchTraining } from '../../executors/local/training-process';

/** While another program trains on this database, look this often whether it is done. */
const WAIT_FOR_OTHERS_MS = 1000;

const CLOSED: LabFailure = {
  code: 'interrupted',
  message: 'The lab was closed while it ran. Resume it to go on from where it was.',
};

export interface Scheduler {
  /** Queues a run per seed and starts the first if nothing runs. @throws LabError `queue-full` */
  readonly launch: (spec: ExperimentSpec) => Launched;
  /** The same for several designs: all of them, or none. @throws LabError `queue-full` */
  readonly launchAll: (specs: readonly ExperimentSpec[]) => readonly Launched[];
  /** Ends a queued run at once, a running one at the end of its batch. @throws LabError `unknown-run`, `run-not-active` */
  readonly cancel: (id: number) => void;
  /**
   * The same for several, of which those that have ended are left as they are. Gives the others.
   * @throws LabError `unknown-run`, or `run-not-active` where another program trains one: then none is cancelled
   */
  readonly cancelAll: (ids: readonly number[]) => readonly number[];
  /**
   * Queues the seed of a run that came to nothing once more, in the same experiment, and gives the new run. The old one
   * stays as it is. @throws LabError `unknown-run`, `run-not-retryable`, `queue-full`
   */
  readonly retry: (id: number) => Launched;
  /**
   * Queues a run that came to nothing once more, as itself, to go on from its last checkpoint.
   * @throws LabError `unknown-run`, `run-not-resumable`, `queue-full`
   */
  readonly resume: (id: number) => Promise<Launched>;
  /**
   * Ends the run's process once it has kept how far it is, and keeps its place; or lets it go on in a new one.
   * @throws LabError `unknown-run`, `run-not-active`
   */
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
  readonly prepareJob: (run: RunToTrain) => Promise<TrainingJob>;
  /** How many runs may wait. */
  readonly queueLimit: number;
  readonly newerCheckpoint: OrphansOptions['newerCheckpoint'];
  /** Called for a run that has finished, and needs its checkpoints no more. */
  readonly discardCheckpoints: (id: number) => Promise<void>;
}

/** What the scheduler trains. */
interface Current {
  readonly id: number;
  /** *starting*: its process is about to be there. *standing*: it is paused, and has none. */
  phase: 'starting' | 'working' | 'standing';
  execution?: Execution;
  /** Set where the run is to end before its training process has even started. */
  end?: RunEnd;
  /** What was asked for last. */
  isPaused: boolean;
  progress?: RunProgress;
}

/** One run at a time, in the order of the queue. */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { reader, recorder, owner, queueLimit } = options;
  let current: Current | undefined;
  let waiting: NodeJS.Timeout | undefined;
  let closed = false;
  let whenIdle: (() => void) | undefined;
  const orphans = createOrphans({ ...options, ownRun: () => current?.id });

  function startNext(): void {
    clearTimeout(waiting);
    if (closed || current !== undefined) return;
    const id = nextQueuedRun(reader, owner);
    if (id === undefined) return;
    orphans.end();
    // the claim looks at the pause once more: another program may have paused the queue meanwhile
    if (isQueuePaused(reader) || !recorder.claim(id, owner)) {
      waiting = setTimeout(startNext, WAIT_FOR_OTHERS_MS);
      return;
    }
    current = { id, phase: 'starting', isPaused: false };
    void start(id);
  }

  async function start(id: number): Promise<void> {
    try {
      const run = findRun(reader, id);
      if (run === undefined) throw new Error(`Run ${id} was claimed and is not there.`);
      const prepared = await options.prepareJob({ ...run, spec: requireSpec(run, 'trained') });
      const isBegun = run.epochsDone > 0 || run.checkpoint !== null;
      const job = isBegun ? { ...prepared, isBegun } : prepared;
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
        onProcess: (pid) => recorder.trainedBy(id, ownerOf(pid)),
        onEnd: (end) => (end.status === 'paused' ? stand(id) : finish(id, end)),
      });
      if (current?.id !== id) return;
      current.execution = execution;
      current.phase = 'working';
      if (current.isPaused) execution.pause();
    } catch (error) {
      finish(id, { status: 'failed', failure: toFailure(error) });
    }
  }

  /** Its process has ended for a pause, which may be over by now. */
  function stand(id: number): void {
    if (current?.id !== id) return;
    delete current.execution;
    delete current.progress;
    current.phase = 'standing';
    recorder.pause(id, true);
    if (!current.isPaused) goOn(current);
  }

  function goOn(run: Current): void {
    run.phase = 'starting';
    recorder.pause(run.id, false);
    void start(run.id);
  }

  function finish(id: number, end: RunEnd): void {
    // first: whoever hears of the end may ask what runs
    if (current?.id === id) current = undefined;
    recorder.end(id, end);
    // what cannot be removed stays in the run's folder, and is never read again
    if (end.status === 'finished') void options.discardCheckpoints(id).catch(() => undefined);
    whenIdle?.();
    startNext();
  }

  /** Through its process where there is one, at once where it stands, and otherwise before the process starts. */
  function endCurrent(run: Current, end: RunEnd, tell: (execution: Execution) => void): void {
    if (run.execution !== undefined) tell(run.execution);
    else if (run.phase === 'standing') finish(run.id, end);
    else run.end = end;
  }

  function cancelAll(ids: readonly number[]): readonly number[] {
    const active = ids.map((id) => knownRun(reader, id)).filter(({ status }) => !isEnded(status));
    const elsewhere = active.find(({ id, status }) => status === 'running' && id !== current?.id);
    if (elsewhere !== undefined) {
      throw new LabError(
        'run-not-active',
        `Run ${elsewhere.id} is trained by another program on this database; cancel it there.`,
      );
    }
    const running = active.some(({ id }) => id === current?.id);
    for (const { id } of active) if (id !== current?.id) recorder.end(id, { status: 'cancelled' });
    // last: the next of them would start otherwise
    if (running && current !== undefined)
      endCurrent(current, { status: 'cancelled' }, (execution) => execution.cancel());
    return active.map(({ id }) => id);
  }

  return {
    launch: (spec) => {
      refuseFullQueue(reader, queueLimit, spec.seeds.length);
      const launched = recorder.queueExperiment(spec, owner);
      startNext();
      return launched;
    },
    launchAll: (specs) => {
      refuseFullQueue(
        reader,
        queueLimit,
        specs.reduce((sum, { seeds }) => sum + seeds.length, 0),
      );
      const launched = recorder.queueExperiments(specs, owner);
      startNext();
      return launched;
    },
    retry: (id) => {
      const run = knownRun(reader, id);
      refuseTaken(reader, run, 'tried again');
      refuseFullQueue(reader, queueLimit, 1);
      const launched = recorder.queueAgain(run, owner);
      startNext();
      return launched;
    },
    resume: async (id) => {
      refuseTaken(reader, knownRun(reader, id), 'resumed');
      await orphans.findCheckpoint(id);
      const run = knownRun(reader, id);
      refuseTaken(reader, run, 'resumed');
      if (run.checkpoint === null) {
        throw new LabError(
          'run-not-resumable',
          `Run ${id} ended before its first checkpoint: there is nothing to go on from. Try it again from its start.`,
        );
      }
      refuseFullQueue(reader, queueLimit, 1);
      recorder.resume(id, owner);
      startNext();
      return { experimentId: run.experimentId, runIds: [id] };
    },
    pause: (id, isPaused) => {
      const { status } = knownRun(reader, id);
      if (current?.id !== id) {
        throw new LabError(
          'run-not-active',
          `Run ${id} is ${status}${status === 'running' ? ' in another program' : ''}; only a run that this program trains can be paused.`,
        );
      }
      current.isPaused = isPaused;
      if (isPaused) current.execution?.pause();
      else if (current.phase === 'standing') goOn(current);
    },
    move: (id, before) => {
      knownRun(reader, id);
      if (before !== null) knownRun(reader, before);
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
      const { status } = knownRun(reader, id);
      if (isEnded(status)) {
        throw new LabError(
          'run-not-active',
          `Run ${id} is ${status} already; only a queued or running one can be cancelled.`,
        );
      }
      cancelAll([id]);
    },
    cancelAll,
    runningRun: () => current?.id,
    runningProgress: () => current?.progress ?? null,
    recover: ({ adopt }) => {
      orphans.end();
      if (!adopt) return;
      for (const run of activeRuns(reader)) {
        if (run.status === 'queued' && !isAlive(run.owner)) recorder.adopt(run.id, owner);
      }
      startNext();
    },
    close: async () => {
      closed = true;
      clearTimeout(waiting);
      const found = orphans.close();
      if (current !== undefined) {
        const idle = new Promise<void>((resolve) => {
          whenIdle = resolve;
        });
        endCurrent(current, { status: 'interrupted', failure: CLOSED }, (execution) => execution.interrupt(CLOSED));
        await idle;
      }
      await found;
    },
  };
}
