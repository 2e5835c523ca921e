import type { Compute, DeviceCheck, DeviceResult } from '#shared/devices/devices';
import type { LabFailure } from '#shared/errors/errors';

/** A GPU as Dawn names it. */
export interface Adapter {
  /** Such as "webgpu:0". */
  readonly id: string;
  readonly name: string;
  readonly driver: string | null;
  readonly isSoftware: boolean;
}

/** To the device process: one question, then it ends. */
export type DeviceCommand =
  { readonly kind: 'list-adapters' } | { readonly kind: 'test'; readonly compute: Compute; readonly batchSize: number };

/** From the device process, in the order in which it happens. `answered` is the last. */
export type DeviceEvent =
  | { readonly kind: 'checked'; readonly check: DeviceCheck }
  | { readonly kind: 'answered'; readonly answer: DeviceAnswer };

export type DeviceAnswer =
  | { readonly kind: 'adapters'; readonly adapters: readonly Adapter[] }
  | { readonly kind: 'tested'; readonly result: DeviceResult }
  | { readonly kind: 'failed'; readonly failure: LabFailure };
