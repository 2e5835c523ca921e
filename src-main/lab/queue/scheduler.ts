import { LabError, type LabFailure } from '#shared/errors/errors';
import { statusOf, type RunProgress } from '#shared/runs/run';

import type { ReadableDatabase } from '../../database/open';
import { activeRuns, isQueuePaused, nextQueuedRun } from '../../database/queue';
import type { Paused, RunEnd } from '../../executors/executor';
import { isAlive } from '../folder/owner';
import type { Recorder } from '../runs/recorder';
import { createCancelling, type Cancelling } from './cancelling';
import { createOrphans, type OrphansOptions } from './orphans';
import { createQueueing, type Queueing } from './queueing';
import { knownRun } from './refusals';
import { createTrainedRun, type TrainedRun, type TrainedRunOptions } from './trained-run';

/** While another program trains on this database, look this often whether it is done. */
const WAIT_FOR_OTHERS_MS = 1000;

const CLOSED: LabFailure = { code: 'interrupted', message: 'The lab was closed while it ran.' };

export interface Scheduler extends Queueing, Cancelling {
  /**
   * Lets the run stand once it has kept how far it is: the next one starts meanwhile. Or puts a paused run at the front of
   * the queue, whichever program has paused it.
   * @throws LabError `unknown-run`, `run-not-active`, `queue-full`
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

export interface SchedulerOptions extends Omit<TrainedRunOptions, 'recorder'> {
  readonly reader: ReadableDatabase;
  readonly recorder: Recorder;
  /** Names this process, see `ownerOf`. */
  readonly owner: string;
  /** How many runs may wait. */
  readonly queueLimit: number;
  readonly newerCheckpoint: OrphansOptions['newerCheckpoint'];
  /** Called for a run that has finished, and needs its checkpoints no more. */
  readonly discardCheckpoints: (id: number) => Promise<void>;
}

/** One run at a time, in the order of the queue. */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { reader, recorder, owner } = options;
  let current: TrainedRun | undefined;
  let waiting: NodeJS.Timeout | undefined;
  let closed = false;
  let whenIdle: (() => void) | undefined;
  const orphans = createOrphans({ ...options, ownRun: () => current?.id });
  const queueing = createQueueing({ ...options, orphans }, startNext);

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
    current = createTrainedRun(id, options, (end) => finish(id, end));
    current.start();
  }

  function finish(id: number, end: RunEnd | Paused): void {
    // first: whoever hears of the end may ask what runs
    current = undefined;
    if (end.status !== 'paused') recorder.end(id, end);
    // what cannot be removed stays in the run's folder, and is never read again
    if (end.status === 'finished') void options.discardCheckpoints(id).catch(() => undefined);
    whenIdle?.();
    startNext();
  }

  return {
    ...queueing,
    ...createCancelling(options, () => current),
    pause: (id, isPaused) => {
      if (current?.id === id) current.pause(isPaused);
      else pauseElsewhere(reader, queueing, id, isPaused);
    },
    move: (id, before) => moveOrRefuse(options, id, before),
    pauseQueue: (isPaused) => {
      recorder.pauseQueue(isPaused);
      startNext();
    },
    runningRun: () => current?.id,
    runningProgress: () => current?.progress() ?? null,
    recover: ({ adopt }) => {
      orphans.end();
      if (!adopt) return;
      adoptQueue(options);
      startNext();
    },
    close: async () => {
      closed = true;
      clearTimeout(waiting);
      const found = orphans.close();
      const running = current;
      const idle = new Promise<void>((resolve) => (whenIdle = resolve));
      running?.interrupt(CLOSED);
      if (running !== undefined) await idle;
      await found;
    },
  };
}

/** Takes over what the dead have queued. */
function adoptQueue({ reader, recorder, owner }: SchedulerOptions): void {
  for (const run of activeRuns(reader)) {
    if (run.status === 'queued' && !isAlive(run.owner)) recorder.adopt(run.id, owner);
  }
}

/** Of a run that this program does not train only a pause can be ended. */
function pauseElsewhere(reader: ReadableDatabase, { goOn }: Queueing, id: number, isPaused: boolean): void {
  const run = knownRun(reader, id);
  if (statusOf(run) !== 'paused') {
    throw new LabError(
      'run-not-active',
      `Run ${id} is ${run.status}${run.status === 'running' ? ' in another program' : ''}; only a run that this program trains can be paused.`,
    );
  }
  if (!isPaused) goOn(id);
}

function moveOrRefuse(
  { reader, recorder }: Pick<SchedulerOptions, 'reader' | 'recorder'>,
  id: number,
  before: number | null,
): void {
  knownRun(reader, id);
  if (before !== null) knownRun(reader, before);
  if (recorder.move(id, before)) return;
  throw new LabError(
    'run-not-active',
    `Run ${id} was to be put ${before === null ? 'at the end of the queue' : `before run ${before}`}, and one of them does not wait any more. The queue is as it was.`,
  );
}
