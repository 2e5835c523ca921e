import type { StopReason, TrainingHook } from '../loop';

/** Ends the training at the end of the batch in which it was asked for. */
export function stopHook(signal: AbortSignal, reason: Extract<StopReason, 'cancelled' | 'paused'>): TrainingHook {
  return {
    onBatchEnd: (_, stop) => {
      if (signal.aborted) stop(reason);
    },
    onEpochEnd: (_, stop) => {
      if (signal.aborted) stop(reason);
    },
  };
}
