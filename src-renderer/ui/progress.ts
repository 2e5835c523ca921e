import { isEnded, type RunSummary } from '#shared/runs/run';
import { isUnderstood } from '#shared/experiment/stored-spec';

export { shareDone } from '#shared/runs/progress';

/** Where the axis of the epochs ends: at those still to come while a run goes on, and at the last one that there is afterwards. */
export function lastEpochOf({ status, epochsDone, spec }: Pick<RunSummary, 'status' | 'epochsDone' | 'spec'>): number {
  return isEnded(status) || !isUnderstood(spec) ? Math.max(1, epochsDone) : spec.training.epochs;
}

/**
 * Where the axis of curves that still grow ends: so far that there is room for more, and not so far that what there is
 * becomes a speck. Steps of 10, 20, 50, 100 …, so that the axis jumps seldom.
 * @param last the last epoch that there is a point of
 * @param all the epochs of the design
 */
export function axisEnd(last: number, all: number): number {
  for (let decade = 10; decade < all; decade *= 10) {
    for (const end of [decade, 2 * decade, 5 * decade]) if (end > last && end < all) return end;
  }
  return all;
}
