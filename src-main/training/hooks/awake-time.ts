/** So long from one batch to the next, and so many times longer than ever before: the machine was asleep. */
const GAP_MS = 60_000;
const GAP_FACTOR = 10;

/** Counts the time that a training takes, and leaves out the time that the machine sleeps through. */
export interface AwakeTime {
  /**
   * What of the time since the last batch counts: all, or nothing.
   * @param isBetweenEpochs there was an evaluation in it, which takes longer than a batch
   */
  readonly counted: (ms: number, isBetweenEpochs: boolean) => number;
}

export function awakeTime(): AwakeTime {
  const longest = { batch: 0, evaluation: 0 };
  return {
    counted: (ms, isBetweenEpochs) => {
      const kind = isBetweenEpochs ? 'evaluation' : 'batch';
      const known = longest[kind];
      if (known > 0 && ms > GAP_MS && ms > GAP_FACTOR * known) return 0;
      longest[kind] = Math.max(known, ms);
      return ms;
    },
  };
}
