import type { UnderstoodSummary } from '#shared/runs/run';

/** How much of an interrupted run is done at its checkpoint: whole percents of 1, never rounded up. */
export function shareAtCheckpoint({ checkpoint, spec }: Pick<UnderstoodSummary, 'checkpoint' | 'spec'>): number {
  const share = ((checkpoint?.epoch ?? 1) - 1) / spec.training.epochs;
  return Math.floor(share * 100) / 100;
}
