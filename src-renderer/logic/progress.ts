import { isEnded, type RunSummary } from '#shared/run';

export { shareDone } from '#shared/progress';

/** Where the axis of the epochs ends: at those still to come while a run goes on, and at the last one that there is afterwards. */
export function lastEpochOf({ status, epochsDone, spec }: Pick<RunSummary, 'status' | 'epochsDone' | 'spec'>): number {
  return isEnded(status) ? Math.max(1, epochsDone) : spec.training.epochs;
}
