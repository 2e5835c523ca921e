import type { TrainingSpec } from '#shared/experiment';

import type { TrainingHook } from '../loop';

export interface EarlyStoppingHook extends TrainingHook {
  /** The last epoch, once the training was ended here. */
  readonly stoppedAfter: () => number | undefined;
}

/**
 * Ends a training whose watched loss has not fallen below its smallest for `patience` epochs in a row, as Keras's
 * `EarlyStopping(monitor="loss")` or `"val_loss"` does. The weights stay those of the last epoch, as there and in the deck.
 */
export function earlyStoppingHook({
  patience,
  monitor,
}: NonNullable<TrainingSpec['earlyStopping']>): EarlyStoppingHook {
  let smallest = Number.POSITIVE_INFINITY;
  let waited = 0;
  let stopped: number | undefined;
  return {
    stoppedAfter: () => stopped,
    onEpochEnd: ({ epoch, train, validation }, stop) => {
      const { loss } = monitor === 'training-loss' ? train : validation;
      if (loss < smallest) {
        smallest = loss;
        waited = 0;
        return;
      }
      waited += 1;
      if (waited < patience) return;
      stopped ??= epoch;
      stop('stalled');
    },
  };
}
