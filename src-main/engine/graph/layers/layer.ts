import type { PlannedLayer, WeightPlan } from '#shared/networks/layer';

import type { Output } from '../graph';
import type { Operations } from '../operations';

/** What a layer is built with. */
export interface LayerContext {
  readonly operations: Operations;
  readonly planned: PlannedLayer;
  /** The value of a weight of the plan, by its name. */
  readonly weight: (name: string) => Output;
  /** Whether dropout drops, and batch normalisation goes by the batch. */
  readonly training: boolean;
  /** In training: what a tensor that no gradient moves becomes after the step, from what it was. */
  readonly move: (name: string, next: (from: Output) => Output) => void;
  /** In training: what this step's mask of this layer is keyed by, uint32 []. */
  readonly maskKey: () => Output;
  /** In training: the place in the batch of the first sample that is given, int32 []. */
  readonly firstRow: Output;
  /** Whether it ends a branch: it gives logits then, and the output's own activation follows. */
  readonly isOutput: boolean;
}

/** The way back through a layer. */
export interface Backward {
  /** Of the layer's input; null where nobody asked for it. */
  readonly input: Output | null;
  /** Of each trainable weight, by its name. */
  readonly weights: ReadonlyMap<string, Output>;
}

/** A layer laid into the graph. */
export interface BuiltLayer {
  readonly output: Output;
  /**
   * @param gradient of the loss by the layer's output
   * @param needsInput whether the gradient by the layer's input is wanted
   */
  readonly backward: (gradient: Output, needsInput: boolean) => Backward;
}

/** @param input [batch, …] */
export type BuildLayer = (context: LayerContext, input: Output) => BuiltLayer;

/** A kind of layer in this engine. */
export interface GraphLayer {
  readonly kind: string;
  readonly build: BuildLayer;
}

/** The weights of a layer by what they are in it. */
export function weightNames({ weights }: PlannedLayer): Readonly<Partial<Record<BuiltInRole, WeightPlan>>> {
  return Object.fromEntries(weights.map((weight) => [weight.role, weight]));
}

type BuiltInRole = 'kernel' | 'bias' | 'gamma' | 'beta' | 'movingMean' | 'movingVariance';
