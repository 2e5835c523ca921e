import type { LabFailure } from '#shared/errors/errors';

import type { TrainingJob, TrainingOutcome } from '../../training/messages';
import type { Paused, RunEnd } from '../executor';
import { failureOfDeath, type TrainingOutput } from './training-death';

/** It was told to end by somebody else than the lab. */
const TOLD_TO_END: LabFailure = {
  code: 'interrupted',
  message: 'The training process was told to end by the system or by another program.',
};

/** What was asked of a run, and what its processes have said. */
export interface Conduct {
  isCancelled: boolean;
  isToPause: boolean;
  /** Why the lab interrupts it. */
  interruption?: LabFailure;
  outcome?: TrainingOutcome;
  /** Why something that it reported is not in the database. */
  unrecorded?: LabFailure;
  /** What was wrong with what it said last. */
  malformed?: LabFailure;
}

/** Whether all that was wrong with its process is that its kernels were. */
export function isUnsound({ outcome, unrecorded, malformed }: Conduct): boolean {
  if (unrecorded !== undefined || malformed !== undefined) return false;
  return outcome?.kind === 'failed' && outcome.failure.code === 'kernels-unsound';
}

/**
 * What the end of the last process of a run makes of the run.
 * @param how as `WorkerListeners.onExit` tells
 * @param processes how many it had
 */
export function endOf(
  conduct: Conduct,
  how: string,
  output: TrainingOutput,
  job: TrainingJob,
  processes: number,
): RunEnd | Paused {
  const { isCancelled, isToPause, interruption, outcome, unrecorded, malformed } = conduct;
  // the process may have ended well meanwhile, but not all that it said is recorded
  if (unrecorded !== undefined) return { status: 'interrupted', failure: unrecorded };
  if (malformed !== undefined) return { status: 'failed', failure: { detail: output.last(), ...malformed } };
  if (isUnsound(conduct) && interruption !== undefined) return { status: 'interrupted', failure: interruption };
  if (isUnsound(conduct) && isCancelled) return { status: 'cancelled' };
  if (outcome?.kind === 'failed') {
    const failure = isUnsound(conduct) ? adviseUnsound(outcome.failure, processes) : outcome.failure;
    return { status: 'failed', failure };
  }
  if (outcome !== undefined && outcome.kind !== 'paused') return { status: outcome.kind };
  if (outcome !== undefined && isToPause && !isCancelled && interruption === undefined) return { status: 'paused' };
  if (interruption !== undefined) return { status: 'interrupted', failure: interruption };
  if (isCancelled) return { status: 'cancelled' };
  if (outcome !== undefined) return { status: 'interrupted', failure: TOLD_TO_END };
  return { status: 'failed', failure: failureOfDeath(how, output, job) };
}

function adviseUnsound(failure: LabFailure, processes: number): LabFailure {
  return {
    ...failure,
    message:
      `${failure.message} ${processes} processes in a row did so. Try the run again with ` +
      'TF_ENABLE_ONEDNN_OPTS=0 in the environment of the lab, which does without such kernels and is slower, or on one thread.',
  };
}
