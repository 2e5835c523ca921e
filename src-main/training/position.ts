import { z } from 'zod';

/** A place in a training, between two batches: together with the network's state all that is needed to go on from there. */
export interface Position {
  /** 1-based; one more than there are once all are done. */
  readonly epoch: number;
  /** Batches of this epoch that are done. */
  readonly batch: number;
  /** Over those batches: the sum of the losses of all examples, and how many were told right. */
  readonly lossSum: number;
  readonly correct: number;
  /** The design itself has ended the training: it no longer got better. */
  readonly isStalled: boolean;
}

export const positionSchema = z.strictObject({
  epoch: z.int().positive(),
  batch: z.int().nonnegative(),
  lossSum: z.number(),
  correct: z.int().nonnegative(),
  isStalled: z.boolean(),
});

/** Before the first batch of an epoch. */
export function startOfEpoch(epoch: number, isStalled = false): Position {
  return { epoch, batch: 0, lossSum: 0, correct: 0, isStalled };
}
