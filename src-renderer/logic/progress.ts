import { isEnded, type RunProgress, type RunSummary } from '#shared/run';

/** The part of the whole training that is done, from 0 to 1. The evaluation at the end is not counted. */
export function shareDone({ phase, epoch, epochs, batch, batches }: RunProgress): number {
  if (phase === 'evaluating') return 1;
  if (epoch === 0 || epochs === 0) return 0;
  return Math.min(1, (epoch - 1 + shareOfEpoch(batch, batches)) / epochs);
}

function shareOfEpoch(batch: number, batches: number): number {
  return batches === 0 ? 0 : batch / batches;
}

/** Where the axis of the epochs ends: at those still to come while a run goes on, and at the last one that there is afterwards. */
export function lastEpochOf({ status, epochsDone, spec }: Pick<RunSummary, 'status' | 'epochsDone' | 'spec'>): number {
  return isEnded(status) ? Math.max(1, epochsDone) : spec.training.epochs;
}
