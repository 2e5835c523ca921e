import type { RunProgress } from '#shared/runs/run';

import type { BatchEnd, TrainingHook } from '../loop';
import type { Report } from '../messages';
import { awakeTime } from './awake-time';
import { timeLeft } from './time-left';

/** Often enough to look alive, seldom enough to cost nothing. */
const REPORT_EVERY_MS = 200;
/** The rate is taken over the batches of this long. */
const RATE_WINDOW_MS = 5000;

export interface ProgressOptions {
  readonly epochs: number;
  readonly report: Report;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  readonly residentBytes: () => number;
}

/** Tells how far the run has come: the epoch's means so far, images/s, and an estimate of the time left. */
export function progressHook({ epochs, report, now, residentBytes }: ProgressOptions): TrainingHook {
  let lossSum = 0;
  let correct = 0;
  let seen = 0;
  let reportedAt = Number.NEGATIVE_INFINITY;
  const awake = awakeTime();
  let last = now();
  const left = timeLeft();
  let recent: { readonly at: number; readonly size: number }[] = [{ at: last, size: 0 }];

  const imagesPerSecond = (): number => {
    const [first] = recent;
    const newest = recent.at(-1);
    if (first === undefined || newest === undefined || newest.at <= first.at) return 0;
    const images = recent.slice(1).reduce((sum, { size }) => sum + size, 0);
    return (1000 * images) / (newest.at - first.at);
  };

  const progress = ({ epoch, batch, batches }: BatchEnd): RunProgress => ({
    phase: 'training',
    epoch,
    epochs,
    batch,
    batches,
    imagesPerSecond: imagesPerSecond(),
    secondsLeft: left.secondsFor(batches * (epochs - epoch) + batches - batch),
    // one that is no number ends the training, and is told with its end
    loss: Number.isFinite(lossSum) ? lossSum / seen : null,
    accuracy: correct / seen,
    residentBytes: residentBytes(),
    isPaused: false,
  });

  let latest: RunProgress | undefined;

  return {
    onTrainEnd: (reason) => {
      if (reason !== 'paused' || latest === undefined) return;
      report({ kind: 'progress', progress: { ...latest, isPaused: true } });
    },
    onBatchEnd: (batch) => {
      if (batch.batch === 1) {
        lossSum = 0;
        correct = 0;
        seen = 0;
      }
      lossSum += batch.loss * batch.size;
      correct += batch.correct;
      seen += batch.size;
      const at = now();
      const counted = awake.counted(at - last, batch.batch === 1);
      // the time that was slept through says nothing of a batch, and a rate over it would be none
      if (counted > 0) left.batchDone(counted);
      else recent = [];
      last = at;
      recent.push({ at, size: batch.size });
      while (recent.length > 2 && at - (recent[0]?.at ?? at) > RATE_WINDOW_MS) recent.shift();
      const isLast = batch.batch === batch.batches;
      latest = progress(batch);
      if (!isLast && at - reportedAt < REPORT_EVERY_MS) return;
      reportedAt = at;
      report({ kind: 'progress', progress: latest });
    },
  };
}
