import { orderedSpec, type ExperimentSpec } from './experiment';

/**
 * A design as text, the same for two that differ in their seeds, in what computes them and in how they are tested, or in
 * the order of their fields: it is read anew, as one that was stored lists them in another order than one that was made.
 */
export function designText(spec: ExperimentSpec): string {
  return JSON.stringify(orderedSpec({ ...spec, seeds: [1], protocols: null, compute: {} }));
}
