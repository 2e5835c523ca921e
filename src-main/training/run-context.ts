import type { RunProgress } from '#shared/runs/run';

import type { Report, TrainingJob, TrainingOutcome } from './messages';

/** How a job is told to stop, at the end of its next batch. */
export interface JobSignals {
  readonly cancel: AbortSignal;
  /** It keeps how far it is, to go on from there in another process. */
  readonly pause: AbortSignal;
}

/** What every part of a run works with. */
export interface RunContext {
  readonly job: TrainingJob;
  readonly report: Report;
  readonly signals: JobSignals;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  readonly residentBytes: () => number;
  readonly tellPhase: (phase: RunProgress['phase'], epoch: number) => void;
  readonly isStopped: () => boolean;
  readonly stopReason: () => 'cancelled' | 'paused';
  /** After the training: its last checkpoint is where a paused run goes on. */
  readonly stopOutcome: () => TrainingOutcome;
}

export function createRunContext(job: TrainingJob, report: Report, signals: JobSignals): RunContext {
  const { epochs } = job.spec.training;
  const { cancel, pause } = signals;
  const stopReason = (): 'cancelled' | 'paused' => (cancel.aborted ? 'cancelled' : 'paused');
  const residentBytes = (): number => process.memoryUsage.rss();
  return {
    job,
    report,
    signals,
    now: () => performance.now(),
    residentBytes,
    tellPhase: (phase, epoch) => {
      report({ kind: 'progress', progress: { ...IDLE, phase, epoch, epochs, residentBytes: residentBytes() } });
    },
    isStopped: () => cancel.aborted || pause.aborted,
    stopReason,
    stopOutcome: () => {
      const kind = stopReason();
      if (kind === 'paused') report({ kind });
      return { kind };
    },
  };
}

const IDLE: Omit<RunProgress, 'phase' | 'epoch' | 'epochs' | 'residentBytes'> = {
  batch: 0,
  batches: 0,
  imagesPerSecond: 0,
  secondsLeft: null,
  loss: null,
  accuracy: null,
  isPaused: false,
};
