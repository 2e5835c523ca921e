import type { WeightPlan } from './layer';

/** A tensor by name, in row-major order. */
export interface NamedTensor extends Pick<WeightPlan, 'name' | 'shape'> {
  readonly values: Float32Array;
}
