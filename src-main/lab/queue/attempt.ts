import { toFailure } from '#shared/errors/errors';
import { requireSpec } from '#shared/experiment/stored-spec';

import type { ReadableDatabase } from '../../database/open';
import { findRun } from '../../database/runs';
import type { RunEnd, RunListener, StartedRun } from '../../executors/executor';
import type { TrainingJob } from '../../training/messages';
import { ownerOf } from '../folder/owner';
import type { Recorder } from '../runs/recorder';
import type { RunToTrain } from './prepare-jobs';

export interface AttemptOptions {
  readonly reader: ReadableDatabase;
  readonly recorder: Pick<Recorder, 'trainedBy'>;
  /** All but the run's own numbers, for one run; it may have to look for files. */
  readonly prepareJob: (run: RunToTrain) => Promise<TrainingJob>;
  /** Has an executor compute it, see `Executor.start`. */
  readonly startRun: (job: TrainingJob, listener: RunListener) => StartedRun;
}

export interface AttemptListener extends Pick<RunListener, 'onEvent' | 'onEnd'> {
  /** Whether it is to pause as soon as it is started. */
  readonly isToPause: () => boolean;
}

/** Prepares the job of a run and has an executor start it. What is asked for before that counts then. */
export function startAttempt(
  id: number,
  { reader, recorder, prepareJob, startRun }: AttemptOptions,
  { onEvent, onEnd, isToPause }: AttemptListener,
): StartedRun {
  let started: StartedRun | undefined;
  let endAtStart: RunEnd | undefined;

  async function start(): Promise<void> {
    try {
      const run = findRun(reader, id);
      if (run === undefined) throw new Error(`Run ${id} was claimed and is not there.`);
      const prepared = await prepareJob({ ...run, spec: requireSpec(run, 'trained') });
      if (endAtStart !== undefined) {
        onEnd(endAtStart);
        return;
      }
      const isBegun = run.epochsDone > 0 || run.checkpoint !== null;
      const job = isBegun ? { ...prepared, isBegun } : prepared;
      const onProcess = (pid: number): void => recorder.trainedBy(id, ownerOf(pid));
      started = startRun(job, { onEvent, onProcess, onEnd });
      if (isToPause()) started.pause();
    } catch (error) {
      onEnd({ status: 'failed', failure: toFailure(error) });
    }
  }

  void start();
  return {
    cancel: () => {
      if (started === undefined) endAtStart = { status: 'cancelled' };
      else started.cancel();
    },
    pause: () => started?.pause(),
    interrupt: (why) => {
      if (started === undefined) endAtStart = { status: 'interrupted', failure: why };
      else started.interrupt(why);
    },
  };
}
