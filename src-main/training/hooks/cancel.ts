import type { TrainingHook } from '../loop';

/** Ends the training at the end of the batch in which a cancel was heard. */
export function cancelHook(signal: AbortSignal): TrainingHook {
  return {
    onBatchEnd: (_, stop) => {
      if (signal.aborted) stop('cancelled');
    },
    onEpochEnd: (_, stop) => {
      if (signal.aborted) stop('cancelled');
    },
    // a cancel ends the pause, and no batch comes after it
    onResume: (stop) => {
      if (signal.aborted) stop('cancelled');
    },
  };
}
