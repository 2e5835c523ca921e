import { z } from 'zod';

import type { TrainingSpec } from '#shared/experiment/experiment';

import type { TrainingHook } from '../loop';

/** How far the waiting has come. */
export const earlyStoppingStateSchema = z.strictObject({
  /** Null before the first epoch. */
  smallest: z.number().nullable(),
  waited: z.int().nonnegative(),
  stoppedAfter: z.int().positive().nullable(),
});
export type EarlyStoppingState = Readonly<z.infer<typeof earlyStoppingStateSchema>>;

export interface EarlyStoppingHook extends TrainingHook {
  /** The last epoch, once the training was ended here. */
  readonly stoppedAfter: () => number | undefined;
  readonly state: () => EarlyStoppingState;
}

/**
 * Ends a training whose watched loss has not fallen below its smallest for `patience` epochs in a row, as Keras's
 * `EarlyStopping(monitor="loss")` or `"val_loss"` does. The weights stay those of the last epoch, as there and in the deck.
 * @param from where an earlier part of the training has come
 */
export function earlyStoppingHook(
  { patience, monitor }: NonNullable<TrainingSpec['earlyStopping']>,
  from?: EarlyStoppingState,
): EarlyStoppingHook {
  let smallest = from?.smallest ?? null;
  let waited = from?.waited ?? 0;
  let stopped = from?.stoppedAfter ?? null;
  return {
    stoppedAfter: () => stopped ?? undefined,
    state: () => ({ smallest, waited, stoppedAfter: stopped }),
    onEpochEnd: ({ epoch, train, validation }, stop) => {
      const { loss } = monitor === 'training-loss' ? train : validation;
      if (loss < (smallest ?? Number.POSITIVE_INFINITY)) {
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
