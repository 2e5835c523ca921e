import type { PlannedLayer } from '#shared/networks/layer';
import type { Branch, NetworkPlan } from '#shared/networks/plan';

import type { Output } from './graph';
import { buildHead, type BuiltHead } from './head';
import { LAYER_BUILDERS } from './layers/index';
import type { Backward, BuiltLayer, LayerContext } from './layers/layer';

/** What every layer of a network is built with. */
export interface NetworkContext extends Pick<LayerContext, 'operations' | 'weight' | 'training' | 'move' | 'firstRow'> {
  /** What this step's mask of a layer is keyed by, uint32 []. */
  readonly maskKey: (planned: PlannedLayer) => Output;
  /** Whether no two of its kernels may run at the same time: towers, branches and gradients wait for each other. */
  readonly inSequence?: boolean;
}

/** One input of a network, laid into the graph once the nodes that are named have run. [batch, …] */
export type NetworkInput = (after: readonly string[]) => Output;

/** What the kernels of the way back are; none of them is joined with another when TensorFlow rewrites the graph. */
const BACKWARD_KERNELS: ReadonlySet<string> = new Set([
  'Conv2DBackpropFilter',
  'Conv2DBackpropInput',
  'FusedBatchNormGradV3',
  'MatMul',
  'MaxPoolGrad',
]);

/** A network laid into the graph. */
export interface BuiltGraphNetwork {
  /** Of each branch, before the activation of its output. [batch, …] */
  readonly logits: ReadonlyMap<Branch['name'], Output>;
  /** From the gradient of the loss by each branch's logits to that by each trainable weight. */
  readonly backward: (gradients: ReadonlyMap<Branch['name'], Output>) => ReadonlyMap<string, Output>;
}

/** Layers one after the other, laid into the graph. */
export interface Chain {
  readonly planned: readonly PlannedLayer[];
  readonly built: readonly BuiltLayer[];
  readonly output: Output;
}

export function buildChain(planned: readonly PlannedLayer[], input: Output, context: NetworkContext): Chain {
  const built: BuiltLayer[] = [];
  let output = input;
  for (const layer of planned) {
    const maskKey = (): Output => context.maskKey(layer);
    const made = LAYER_BUILDERS[layer.layer.kind]({ ...context, planned: layer, maskKey }, output);
    built.push(made);
    output = made.output;
  }
  return { planned, built, output };
}

/** What the network says of a branch, from its logits. */
export function activateOutput({ unary }: NetworkContext['operations'], name: Branch['name'], logits: Output): Output {
  return unary(name === 'class' ? 'Softmax' : 'Sigmoid', logits);
}

/** @param inputs of the shapes of the plan's inputs, scaled, one for each of them */
export function buildNetwork(
  plan: NetworkPlan,
  inputs: readonly NetworkInput[],
  context: NetworkContext,
): BuiltGraphNetwork {
  const { operations, inSequence = false } = context;
  /**
   * What waits until an output is there waits for its sum: TensorFlow joins a product with its bias and activation only
   * where nothing waits for these themselves, and the kernels are to be those of a network that is not in sequence.
   */
  const waitingFor = (before: Output | undefined): readonly string[] => {
    if (!inSequence || before === undefined) return [];
    return [operations.sum(operations.reshape(before, [-1]), [0]).name];
  };

  const sums = new Map<string, Output>();
  function collect(weights: ReadonlyMap<string, Output>): void {
    for (const [name, gradient] of weights) {
      const known = sums.get(name);
      // a shared tower has a gradient from each of its two uses
      sums.set(name, known === undefined ? gradient : operations.add(known, gradient));
    }
  }

  /** Leads a gradient back through a chain; null where nothing before it learns. */
  function back({ planned, built }: Chain, gradient: Output, needsInput: boolean): Output | null {
    let current: Output | null = gradient;
    for (let place = built.length - 1; place >= 0; place--) {
      const learnsBefore = planned.slice(0, place).some(learns);
      if (current === null) break;
      const isNeeded = needsInput || learnsBefore;
      if (!isNeeded && !learns(planned[place])) return null;
      const backward: Backward | undefined = built[place]?.backward(current, isNeeded);
      collect(backward?.weights ?? new Map());
      current = backward?.input ?? null;
    }
    return current;
  }

  const towers: Chain[] = [];
  plan.inputs.forEach(({ name }, place) => {
    const tower = plan.towers.find((candidate) => candidate.inputs.includes(name));
    const input = inputs[place];
    if (tower === undefined || input === undefined) throw new Error(`The input ${name} has no tower or no tensor.`);
    towers.push(buildChain(tower.layers, input(waitingFor(towers.at(-1)?.output)), context));
  });
  const features = towers.map(({ output }) => output);
  const [length = 0] = towers[0]?.planned.at(-1)?.outputShape ?? plan.inputs[0]?.shape ?? [];
  const branches: { readonly name: Branch['name']; readonly joined: BuiltHead; readonly chain: Chain }[] = [];
  for (const { name, head, layers } of plan.branches) {
    const after = waitingFor(branches.at(-1)?.chain.output);
    const given = after.length === 0 ? features : features.map((each) => operations.identity(each, { after }));
    const joined = buildHead(operations, head, given, length);
    branches.push({ name, joined, chain: buildChain(layers, joined.output, context) });
  }
  const towersLearn = towers.map(({ planned }) => planned.some(learns));

  function backward(gradients: ReadonlyMap<Branch['name'], Output>): ReadonlyMap<string, Output> {
    const byFeatures: (Output | undefined)[] = [];
    for (const { name, joined, chain: branch } of branches) {
      const gradient = gradients.get(name);
      if (gradient === undefined) continue;
      const byJoined = back(branch, gradient, towersLearn.includes(true));
      if (byJoined === null) continue;
      joined.backward(byJoined).forEach((side, place) => {
        const known = byFeatures[place];
        byFeatures[place] = known === undefined ? side : operations.add(known, side);
      });
    }
    towers.forEach((tower, place) => {
      const gradient = byFeatures[place];
      if (gradient !== undefined && towersLearn[place] === true) back(tower, gradient, false);
    });
    return sums;
  }

  return {
    logits: new Map(branches.map(({ name, chain: { output } }) => [name, output])),
    backward: (gradients) => {
      const [last] = waitingFor(branches.at(-1)?.chain.output);
      if (last === undefined) return backward(gradients);
      return operations.graph.inSequence(BACKWARD_KERNELS, last, () => backward(gradients));
    },
  };
}

function learns(planned: PlannedLayer | undefined): boolean {
  return planned?.weights.some(({ trainable }) => trainable) ?? false;
}
