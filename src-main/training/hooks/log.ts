import type { TrainingHook } from '../loop';
import type { Report } from '../messages';

/** Reports what belongs into the run's log and nowhere else. */
export function logHook(report: Report): TrainingHook {
  let lastEpoch = 0;
  return {
    onPause: () => report({ kind: 'paused' }),
    onResume: () => report({ kind: 'resumed' }),
    onEpochEnd: ({ epoch }) => {
      lastEpoch = epoch;
    },
    onTrainEnd: (reason) => {
      if (reason === 'stalled') report({ kind: 'stopped-early', epoch: lastEpoch });
    },
  };
}
