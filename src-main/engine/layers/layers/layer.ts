import type { layers } from '@tensorflow/tfjs-node';

import type { PlannedLayer } from '#shared/networks/layer';

import type { Tensorflow } from '../../tensorflow';

/** What a mask is keyed by. The engine moves `step` on before each batch. */
export interface DropoutKey {
  readonly seed: number;
  step: number;
}

/** What a layer is made with. */
export interface LayerOptions {
  readonly tf: Tensorflow;
  /** Of the tfjs layer: with its scope, so that no two are alike. */
  readonly name: string;
  readonly planned: PlannedLayer;
  /** Whether it ends a branch: it gives logits then, and the output's own activation follows. */
  readonly isOutput: boolean;
  /** Its place in the network, in the order of the plan. */
  readonly ordinal: number;
  readonly key: DropoutKey;
}

/** A kind of layer in this engine. */
export interface TfjsLayer {
  readonly kind: string;
  /**
   * Its weights are the plan's, in the plan's order. What they start from counts for nothing: the network's are written
   * before it is used.
   */
  readonly make: (options: LayerOptions) => layers.Layer;
}

/** What a layer is given: a tensor, or a list of one. */
export function onlyInput<Given>(name: string, inputs: Given | Given[]): Given {
  const input = Array.isArray(inputs) ? inputs[0] : inputs;
  if (input === undefined) throw new Error(`The layer ${name} was given no input.`);
  return input;
}
