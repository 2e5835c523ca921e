import type { LabFailure } from '#shared/errors/errors';

import type { RunEvent, TrainingJob } from '../training/messages';
import type { LaunchTraining } from './local/training-process';

/** Where runs are computed. The lab queues them, records what is reported and decides what is next; an executor computes. */
export interface Executor {
  /** Such as "local": what `--executor` names. */
  readonly kind: string;
  /** What it can do now; asked before runs are queued for it. */
  readonly probe: () => Promise<ExecutorState>;
  /**
   * Computes one run, or goes on with it from its last checkpoint, and returns at once: all else is told to the listener.
   * What it throws ends the run as failed.
   */
  readonly start: (job: TrainingJob, listener: RunListener, here: ThisMachine) => StartedRun;
}

export interface ExecutorState {
  /** Why no run can be computed there, and what to do about it; null where one can. */
  readonly trouble: string | null;
}

/** What the machine of the lab gives an executor. */
export interface ThisMachine {
  readonly launchTraining: LaunchTraining;
}

/** Who has started a run, and hears of it. */
export interface RunListener {
  /**
   * Facts, in the order in which they happen.
   * @throws what could not be recorded, or is no fact of a run: it is to be ended then, as interrupted
   */
  readonly onEvent: (event: RunEvent) => void;
  /** For each process of this machine that computes the run and may outlive the lab. */
  readonly onProcess: (pid: number) => void;
  /** Exactly once, when nothing computes the run any more. */
  readonly onEnd: (end: RunEnd | Paused) => void;
}

/** A run that is being computed. Each of these is asked for and answered by `onEnd`. */
export interface StartedRun {
  /** Ends it after the batch in hand. */
  readonly cancel: () => void;
  /** The same with a checkpoint, to go on from there in another start. */
  readonly pause: () => void;
  /** The same, soon, whether or not there could be a checkpoint: the lab is being closed. */
  readonly interrupt: (why: LabFailure) => void;
}

/** How a run can end. */
export type RunEnd =
  | { readonly status: 'finished' | 'cancelled' }
  | { readonly status: 'failed' | 'interrupted'; readonly failure: LabFailure };

/** It has not ended: another start goes on from where it stands. */
export interface Paused {
  readonly status: 'paused';
}
