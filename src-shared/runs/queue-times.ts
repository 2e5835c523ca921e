import { estimateRun, workloadOf } from '../experiment/estimate';
import type { ExperimentSpec } from '../experiment/experiment';
import type { KnownTimes } from '../experiment/finished-times';
import { elapsedOf, type RunProgress, type RunTime } from './run';

/** How long what runs and what waits will take, as far as something is known of it. */
export interface QueueTimes {
  /** Of the runs that wait: those of which something is known. */
  readonly waiting: readonly WaitingTime[];
  /** All of these together. */
  readonly seconds: number;
  /** How many nothing is known of, the one that runs among them. */
  readonly unknown: number;
  /** What the running run has still to go; null where none runs or nothing is known of it. */
  readonly runningSeconds: number | null;
  /** Whether early stopping may end some before. */
  readonly isAtMost: boolean;
}

export interface WaitingTime {
  readonly id: number;
  readonly seconds: number;
  readonly isAtMost: boolean;
  /** The finished run that tells; null where it was measured. */
  readonly runId: number | null;
}

/** A run that waits or is trained, with what is known of its steps. */
export interface TimedRun extends RunTime {
  readonly id: number;
  /** Null where its design is not understood. */
  readonly spec: ExperimentSpec | null;
  readonly times: KnownTimes | null;
}

/**
 * @param running the run that trains, with what it has told last
 * @param now milliseconds since 1970
 */
export function queueTimes(
  waiting: readonly TimedRun[],
  running: (TimedRun & { readonly progress: RunProgress | null }) | null,
  now: number,
): QueueTimes {
  const known = waiting.flatMap((run) => {
    const seconds = secondsLeft(run, now);
    const isAtMost = run.spec !== null && run.spec.training.earlyStopping !== null;
    return seconds === null ? [] : [{ id: run.id, seconds, isAtMost, runId: run.times?.runId ?? null }];
  });
  const runningSeconds = running === null ? null : (ownSecondsLeft(running) ?? secondsLeft(running, now));
  return {
    waiting: known,
    seconds: known.reduce((sum, { seconds }) => sum + seconds, 0),
    unknown: waiting.length - known.length + (running !== null && runningSeconds === null ? 1 : 0),
    runningSeconds,
    isAtMost: known.some(({ isAtMost }) => isAtMost),
  };
}

/** What a run says itself of its training, and its test after that. */
function ownSecondsLeft({ progress, ...run }: TimedRun & { readonly progress: RunProgress | null }): number | null {
  if (progress?.phase === 'evaluating') return testSeconds(run);
  const left = progress?.secondsLeft ?? null;
  return left === null ? null : left + testSeconds(run);
}

/** One that has been trained before needs less; never less than its test. */
function secondsLeft(run: TimedRun, now: number): number | null {
  if (run.spec === null || run.times === null) return null;
  const done = (elapsedOf(run, now) ?? 0) / 1000;
  return Math.max(testSeconds(run), estimateRun(run.spec, run.times).runSeconds - done);
}

function testSeconds({ spec, times }: TimedRun): number {
  return spec === null || times === null ? 0 : workloadOf(spec).tested * times.predictSecondsPerExample;
}

/** When the last run ends, as far as something is known; null where nothing runs or waits, or nothing is known. */
export function endOfQueue({ waiting, seconds, runningSeconds }: QueueTimes, now: number): number | null {
  if (waiting.length === 0 && runningSeconds === null) return null;
  return now + 1000 * ((runningSeconds ?? 0) + seconds);
}
