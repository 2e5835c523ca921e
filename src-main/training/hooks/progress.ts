import type { RunProgress } from '#shared/runs/run';

import type { BatchEnd, TrainingHook } from '../loop';
import type { Report } from '../messages';
import { awakeTime } from './awake-time';

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
  const means = epochMeans();
  const pace = createPace(now());
  let reportedAt = Number.NEGATIVE_INFINITY;
  let latest: RunProgress | undefined;

  return {
    onTrainEnd: (reason) => {
      if (reason !== 'paused' || latest === undefined) return;
      report({ kind: 'progress', progress: { ...latest, isPaused: true } });
    },
    onBatchEnd: (end) => {
      const { epoch, batch, batches } = end;
      const at = now();
      means.add(end);
      pace.add(end, at);
      latest = {
        phase: 'training',
        epoch,
        epochs,
        batch,
        batches,
        imagesPerSecond: pace.imagesPerSecond(),
        secondsLeft: pace.secondsPerBatch() * (batches * (epochs - epoch) + batches - batch),
        ...means.sofar(),
        residentBytes: residentBytes(),
        isPaused: false,
      };
      if (batch < batches && at - reportedAt < REPORT_EVERY_MS) return;
      reportedAt = at;
      report({ kind: 'progress', progress: latest });
    },
  };
}

/** Loss and accuracy over the batches of an epoch so far. */
function epochMeans(): {
  readonly add: (end: BatchEnd) => void;
  readonly sofar: () => Pick<RunProgress, 'loss' | 'accuracy'>;
} {
  let [lossSum, correct, seen] = [0, 0, 0];
  return {
    add: (end) => {
      if (end.batch === 1) [lossSum, correct, seen] = [0, 0, 0];
      lossSum += end.loss * end.size;
      correct += end.correct;
      seen += end.size;
    },
    // one that is no number ends the training, and is told with its end
    sofar: () => ({ loss: Number.isFinite(lossSum) ? lossSum / seen : null, accuracy: correct / seen }),
  };
}

/** How fast it goes, without the time that the machine slept through. */
function createPace(start: number): {
  readonly add: (end: BatchEnd, at: number) => void;
  readonly imagesPerSecond: () => number;
  /** Measured from the start, so that the evaluations between epochs count. */
  readonly secondsPerBatch: () => number;
} {
  const awake = awakeTime();
  let last = start;
  let workedFor = 0;
  let finishedBatches = 0;
  let recent: { readonly at: number; readonly size: number }[] = [{ at: start, size: 0 }];
  return {
    add: ({ batch, size }, at) => {
      finishedBatches += 1;
      const counted = awake.counted(at - last, batch === 1);
      workedFor += counted;
      // a rate over the time that was slept through would be none
      if (counted === 0) recent = [];
      last = at;
      recent.push({ at, size });
      while (recent.length > 2 && at - (recent[0]?.at ?? at) > RATE_WINDOW_MS) recent.shift();
    },
    imagesPerSecond: () => {
      const [first] = recent;
      const newest = recent.at(-1);
      if (first === undefined || newest === undefined || newest.at <= first.at) return 0;
      const images = recent.slice(1).reduce((sum, { size }) => sum + size, 0);
      return (1000 * images) / (newest.at - first.at);
    },
    secondsPerBatch: () => workedFor / 1000 / finishedBatches,
  };
}
