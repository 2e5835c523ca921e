import { toFailure, type LabFailure } from '#shared/errors/errors';

import type { RunEvent, TrainingEvent, TrainingJob, TrainingOutcome } from '../../training/messages';
import type { Paused, RunEnd } from '../executor';
import { collectOutput, failureOfDeath } from './training-death';
import type { LaunchTraining, TrainingProcess } from './training-process';

/** How long a training process may take to end by itself: a batch of the slowest network, and a checkpoint of the largest. */
const GRACE_MS = 60_000;
/** How many fresh processes a run gets whose kernels prove unsound. It takes a race to make one so: see docs/kernel-race.md. */
const MOST_PROCESSES = 3;

/** It was told to end by somebody else than the lab, and has kept how far it is. */
const TOLD_TO_END: LabFailure = {
  code: 'interrupted',
  message:
    'The training process was told to end by the system or by another program. Resume the run to go on from there.',
};

export interface Execution {
  readonly cancel: () => void;
  /** Ends the process at the end of its batch, once it has kept how far it is. */
  readonly pause: () => void;
  /** The same, soon, whether or not it could keep it; the run counts as interrupted. */
  readonly interrupt: (why: LabFailure) => void;
}

export interface ExecutionOptions {
  readonly job: TrainingJob;
  readonly launch: LaunchTraining;
  readonly onEvent: (event: RunEvent) => void;
  /** Called for each process that is started for it and may outlive this one. */
  readonly onProcess?: (pid: number) => void;
  /** Called exactly once, when the process is gone. */
  readonly onEnd: (end: RunEnd | Paused) => void;
}

/** Runs one job in a process of its own, and turns every way in which that can end into the end of the run. */
export function execute({ job, launch, onEvent, onProcess, onEnd }: ExecutionOptions): Execution {
  let outcome: TrainingOutcome | undefined;
  let interruption: LabFailure | undefined;
  /** Why something that it reported is not in the database. */
  let unrecorded: LabFailure | undefined;
  /** What was wrong with what it said last. */
  let malformed: LabFailure | undefined;
  let cancelled = false;
  let isToPause = false;
  const output = collectOutput();
  let grace: NodeJS.Timeout | undefined;
  let processes = 0;
  let training = start();

  function start(): TrainingProcess {
    processes += 1;
    const started = launch({ onEvent: hear, onMalformed, onOutput: output.add, onExit }, job.surroundings);
    if (started.pid !== undefined) onProcess?.(started.pid);
    started.send({ kind: 'start', job });
    return started;
  }

  function hear(event: TrainingEvent): void {
    if (event.kind === 'calibrated' || event.kind === 'weights') return;
    if (event.kind !== 'ended') {
      try {
        onEvent(event);
      } catch (error) {
        // what is not recorded would be lost: better to stop here
        unrecorded ??= failureToRecord(error);
        training.kill();
      }
      return;
    }
    outcome ??= event.outcome;
    // it has nothing left to say; its native threads need not unwind
    training.kill();
  }

  function onMalformed(failure: LabFailure): void {
    malformed = failure;
  }

  function onExit(how: string): void {
    if (isUnsound() && processes < MOST_PROCESSES && !cancelled && interruption === undefined) {
      outcome = undefined;
      training = start();
      if (isToPause) training.send({ kind: 'pause' });
      return;
    }
    clearTimeout(grace);
    onEnd(endOf(how));
  }

  /** Whether all that was wrong with the process is that its kernels were. */
  function isUnsound(): boolean {
    if (unrecorded !== undefined || malformed !== undefined) return false;
    return outcome?.kind === 'failed' && outcome.failure.code === 'kernels-unsound';
  }

  function endOf(how: string): RunEnd | Paused {
    // the process may have ended well meanwhile, but not all that it said is recorded
    if (unrecorded !== undefined) return { status: 'interrupted', failure: unrecorded };
    if (malformed !== undefined) return { status: 'failed', failure: { detail: output.last(), ...malformed } };
    if (isUnsound() && interruption !== undefined) return { status: 'interrupted', failure: interruption };
    if (isUnsound() && cancelled) return { status: 'cancelled' };
    if (outcome?.kind === 'failed') {
      return { status: 'failed', failure: isUnsound() ? adviseUnsound(outcome.failure) : outcome.failure };
    }
    if (outcome !== undefined && outcome.kind !== 'paused') return { status: outcome.kind };
    if (outcome !== undefined && isToPause && !cancelled && interruption === undefined) return { status: 'paused' };
    if (interruption !== undefined) return { status: 'interrupted', failure: interruption };
    if (cancelled) return { status: 'cancelled' };
    if (outcome !== undefined) return { status: 'interrupted', failure: TOLD_TO_END };
    return { status: 'failed', failure: failureOfDeath(how, output, job) };
  }

  return {
    cancel: () => {
      if (cancelled) return;
      cancelled = true;
      training.send({ kind: 'cancel' });
      grace = setTimeout(() => training.kill(), GRACE_MS);
    },
    pause: () => {
      isToPause = true;
      training.send({ kind: 'pause' });
    },
    interrupt: (why) => {
      interruption = why;
      training.send({ kind: 'pause' });
      grace = setTimeout(() => training.kill(), GRACE_MS);
    },
  };
}

function adviseUnsound(failure: LabFailure): LabFailure {
  return {
    ...failure,
    message:
      `${failure.message} ${MOST_PROCESSES} processes in a row did so. Try the run again with ` +
      'TF_ENABLE_ONEDNN_OPTS=0 in the environment of the lab, which does without such kernels and is slower, or on one thread.',
  };
}

function failureToRecord(error: unknown): LabFailure {
  const { code, message, detail } = toFailure(error);
  return {
    code,
    message: `What the training reported could not be recorded, so the run was interrupted. ${message}`,
    ...(detail === undefined ? {} : { detail }),
  };
}
