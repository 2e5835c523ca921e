import type { TrainingHook } from '../loop';
import type { Report } from '../messages';

/**
 * Reports what belongs into the run's log and nowhere else.
 * @param epochsDone by an earlier part of the training
 */
export function logHook(report: Report, epochsDone = 0): TrainingHook {
  let lastEpoch = epochsDone;
  return {
    onEpochEnd: ({ epoch }) => {
      lastEpoch = epoch;
    },
    onTrainEnd: (reason) => {
      if (reason === 'paused') report({ kind: 'paused' });
      if (reason === 'stalled') report({ kind: 'stopped-early', epoch: lastEpoch });
    },
  };
}
