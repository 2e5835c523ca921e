import type { PlannedLayer } from '#shared/networks/layer';

import type { Output } from './graph';
import type { Backward, BuiltLayer, LayerContext } from './layers/layer';
import { GRAPH_LAYERS } from './layers/registry';

/** What every layer of a network is built with. */
export interface NetworkContext extends Pick<LayerContext, 'operations' | 'weight' | 'training' | 'move' | 'firstRow'> {
  /** What this step's mask of a layer is keyed by, uint32 []. */
  readonly maskKey: (planned: PlannedLayer) => Output;
  /** Whether no two of its kernels may run at the same time: towers, branches and gradients wait for each other. */
  readonly inSequence?: boolean;
}

/** Layers one after the other, laid into the graph. */
export interface Chain {
  readonly planned: readonly PlannedLayer[];
  readonly built: readonly BuiltLayer[];
  readonly output: Output;
}

/** @param isBranch whether its last layer gives an output of the network */
export function buildChain(
  planned: readonly PlannedLayer[],
  input: Output,
  context: NetworkContext,
  isBranch: boolean,
): Chain {
  const built: BuiltLayer[] = [];
  let output = input;
  planned.forEach((layer, place) => {
    const maskKey = (): Output => context.maskKey(layer);
    const isOutput = isBranch && place === planned.length - 1;
    const { build } = GRAPH_LAYERS.get(layer.layer.kind);
    const made = build({ ...context, planned: layer, maskKey, isOutput }, output);
    built.push(made);
    output = made.output;
  });
  return { planned, built, output };
}

/**
 * Leads a gradient back through a chain.
 * @param needsInput whether something before the chain learns
 * @param collect takes the gradients of each layer's weights
 * @returns the gradient by the chain's input; null where nothing before it learns
 */
export function leadBack(
  { planned, built }: Chain,
  gradient: Output,
  needsInput: boolean,
  collect: (weights: ReadonlyMap<string, Output>) => void,
): Output | null {
  let current: Output | null = gradient;
  for (let place = built.length - 1; place >= 0; place--) {
    if (current === null) break;
    const isNeeded = needsInput || planned.slice(0, place).some(learns);
    if (!isNeeded && !learns(planned[place])) return null;
    const backward: Backward | undefined = built[place]?.backward(current, isNeeded);
    collect(backward?.weights ?? new Map());
    current = backward?.input ?? null;
  }
  return current;
}

export function learns(planned: PlannedLayer | undefined): boolean {
  return planned?.weights.some(({ trainable }) => trainable) ?? false;
}
