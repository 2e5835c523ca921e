import type { LabFailure } from '#shared/errors/errors';
import type { RunProgress } from '#shared/runs/run';

import { findRun } from '../../database/runs';
import type { Paused, RunEnd, StartedRun } from '../../executors/executor';
import type { RunEvent } from '../../training/messages';
import type { Recorder } from '../runs/recorder';
import { adviseToGoOn } from './advice';
import { startAttempt, type AttemptOptions } from './attempt';

/** One run from its claim to its end or to a pause, however many attempts it takes. */
export interface TrainedRun {
  readonly id: number;
  readonly start: () => void;
  /** What it has told last; null between two attempts. */
  readonly progress: () => RunProgress | null;
  readonly pause: (isPaused: boolean) => void;
  readonly cancel: () => void;
  readonly interrupt: (why: LabFailure) => void;
}

export interface TrainedRunOptions extends AttemptOptions {
  readonly recorder: Pick<Recorder, 'record' | 'trainedBy' | 'pause'>;
}

/** @param onEnd called exactly once, when nothing computes it any more */
export function createTrainedRun(
  id: number,
  options: TrainedRunOptions,
  onEnd: (end: RunEnd | Paused) => void,
): TrainedRun {
  const { reader, recorder } = options;
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

  /** Nothing computes it any more for a pause, which may be over by now: then it was never let go of. */
  function stand(): void {
    progress = null;
    if (!isPaused) {
      start();
      return;
    }
    recorder.pause(id);
    onEnd({ status: 'paused' });
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
    },
    cancel: () => attempt?.cancel(),
    interrupt: (why) => attempt?.interrupt(why),
  };
}
