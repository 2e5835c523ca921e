import type { LabFailure } from '#shared/errors/errors';
import type { RunProgress } from '#shared/runs/run';

import { findRun } from '../../database/runs';
import type { RunEnd, StartedRun } from '../../executors/executor';
import type { RunEvent } from '../../training/messages';
import type { Recorder } from '../runs/recorder';
import { adviseToGoOn } from './advice';
import { startAttempt, type AttemptOptions } from './attempt';

/** One run from its claim to its end, however many attempts it takes. */
export interface TrainedRun {
  readonly id: number;
  readonly start: () => void;
  /** What it has told last; null where it stands. */
  readonly progress: () => RunProgress | null;
  readonly pause: (isPaused: boolean) => void;
  readonly cancel: () => void;
  readonly interrupt: (why: LabFailure) => void;
}

export interface TrainedRunOptions extends AttemptOptions {
  readonly recorder: Pick<Recorder, 'record' | 'trainedBy' | 'pause'>;
}

/** @param onEnd called exactly once */
export function createTrainedRun(id: number, options: TrainedRunOptions, onEnd: (end: RunEnd) => void): TrainedRun {
  const { reader, recorder } = options;
  /** None while it stands. */
  let attempt: StartedRun | undefined;
  /** What was asked for last. */
  let isPaused = false;
  let progress: RunProgress | null = null;
  let hasCheckpoint = false;

  function start(): void {
    hasCheckpoint = (findRun(reader, id)?.checkpoint ?? null) !== null;
    attempt = startAttempt(id, options, {
      onEvent: hear,
      isToPause: () => isPaused,
      onEnd: (end) => (end.status === 'paused' ? stand() : tellEnd(end)),
    });
  }

  function hear(event: RunEvent): void {
    if (event.kind === 'progress') progress = event.progress;
    if (event.kind === 'checkpoint') hasCheckpoint = true;
    if (event.kind === 'restored') hasCheckpoint = event.checkpoint.epoch > 1 || event.checkpoint.batch > 0;
    recorder.record(id, event);
  }

  /** Nothing computes it any more for a pause, which may be over by now. */
  function stand(): void {
    attempt = undefined;
    progress = null;
    recorder.pause(id, true);
    if (!isPaused) goOn();
  }

  function goOn(): void {
    recorder.pause(id, false);
    start();
  }

  function tellEnd(end: RunEnd): void {
    onEnd('failure' in end ? { ...end, failure: adviseToGoOn(end.failure, hasCheckpoint) } : end);
  }

  return {
    id,
    start,
    progress: () => progress,
    pause: (toPause) => {
      isPaused = toPause;
      if (toPause) attempt?.pause();
      else if (attempt === undefined) goOn();
    },
    cancel: () => (attempt === undefined ? tellEnd({ status: 'cancelled' }) : attempt.cancel()),
    interrupt: (why) =>
      attempt === undefined ? tellEnd({ status: 'interrupted', failure: why }) : attempt.interrupt(why),
  };
}
