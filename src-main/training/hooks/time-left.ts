/** Estimates that differ by at most this share of the later one agree. */
const TOLERANCE = 0.2;
/** The first estimate that is looked at: before, a batch more or less doubles it. */
const FIRST_LOOK_MS = 500;

/** Estimates how long a training has still to go, from the mean time of its batches so far. */
export interface TimeLeft {
  /**
   * Tells of a finished batch.
   * @param ms since the last one: with the evaluation between two epochs, without the time that the machine slept
   */
  readonly batchDone: (ms: number) => void;
  /** For so many batches more; null until the estimates have become steady. */
  readonly secondsFor: (batches: number) => number | null;
}

/**
 * The first batch is left out of the mean: it builds the network and proves its kernels. Looked at each time that the work
 * done has doubled, the means have become steady once two in a row agree.
 */
export function timeLeft(): TimeLeft {
  let isFirst = true;
  let worked = 0;
  let batches = 0;
  let lookAt = FIRST_LOOK_MS;
  let lastMean: number | undefined;
  let isSteady = false;

  return {
    batchDone: (ms) => {
      if (isFirst) {
        isFirst = false;
        return;
      }
      worked += ms;
      batches += 1;
      if (isSteady || worked < lookAt) return;
      const mean = worked / batches;
      isSteady = lastMean !== undefined && Math.abs(mean - lastMean) <= TOLERANCE * mean;
      lastMean = mean;
      lookAt = 2 * worked;
    },
    secondsFor: (count) => (isSteady ? (worked / 1000 / batches) * count : null),
  };
}
