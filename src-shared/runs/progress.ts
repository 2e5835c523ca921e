import type { RunProgress } from './run';

/** The part of the whole training that is done, from 0 to 1. The evaluation at the end is not counted. */
export function shareDone({ phase, epoch, epochs, batch, batches }: RunProgress): number {
  if (phase === 'evaluating') return 1;
  if (epoch === 0 || epochs === 0) return 0;
  return Math.min(1, (epoch - 1 + shareOfEpoch(batch, batches)) / epochs);
}

function shareOfEpoch(batch: number, batches: number): number {
  return batches === 0 ? 0 : batch / batches;
}
