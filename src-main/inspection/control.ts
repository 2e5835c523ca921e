import type { InspectionProgress } from '#shared/contract/inspection';

/** How an answer that takes long is watched and stopped. */
export interface Control {
  readonly report: (progress: InspectionProgress) => void;
  readonly signal: AbortSignal;
}
