import type { Compute } from '#shared/devices/devices';

/** The processor, as it comes. */
export const PROCESSOR: Compute = {
  device: 'cpu',
  name: null,
  memoryBytes: null,
  threads: null,
  precision: 'float32',
};
