import type { LabFailure } from '#shared/errors/errors';

/** How a run can end. */
export type RunEnd =
  | { readonly status: 'finished' | 'cancelled' }
  | { readonly status: 'failed' | 'interrupted'; readonly failure: LabFailure };

/** It has not ended: another start goes on from where it stands. */
export interface Paused {
  readonly status: 'paused';
}
