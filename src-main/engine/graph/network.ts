import type { NetworkPlan } from '#shared/networks/plan';

import { headInputs } from '../head-inputs';
import { buildChain, leadBack, learns, type Chain, type NetworkContext } from './chain';
import type { Output } from './graph';
import type { BuiltHead } from './heads/head';
import { GRAPH_HEADS } from './heads/registry';

/** One input of a network, laid into the graph once the nodes that are named have run. [batch, …] */
export type NetworkInput = (after: readonly string[]) => Output;

/** What the kernels of the way back are; none of them is joined with another when TensorFlow rewrites the graph. */
export const BACKWARD_KERNELS: ReadonlySet<string> = new Set([
  'Conv2DBackpropFilter',
  'Conv2DBackpropInput',
  'FusedBatchNormGradV3',
  'MatMul',
  'MaxPoolGrad',
]);

/** A network laid into the graph. */
export interface BuiltGraphNetwork {
  /** Of an output, before its activation. [batch, …] @throws where the network has no output of this name */
  readonly logits: (output: string) => Output;
  /** From the gradient of the loss by the logits of outputs, by name, to that by each trainable weight. */
  readonly backward: (gradients: ReadonlyMap<string, Output>) => ReadonlyMap<string, Output>;
  /** For a network in sequence: what has run when its outputs are there; adds a node. Nothing for any other. */
  readonly finished: () => readonly string[];
}

interface BuiltBranch {
  readonly name: string;
  readonly joined: BuiltHead;
  readonly chain: Chain;
}

/**
 * @param inputs of the shapes of the plan's inputs, scaled, one for each of them
 * @param after what the first input waits for
 */
export function buildNetwork(
  plan: NetworkPlan,
  inputs: readonly NetworkInput[],
  context: NetworkContext,
  after: readonly string[] = [],
): BuiltGraphNetwork {
  const towers = buildTowers(plan, inputs, context, after);
  const branches = buildBranches(plan, towers, context);
  const finished = (): readonly string[] => waitingFor(context, branches.at(-1)?.chain.output);
  return {
    logits: (output) => {
      const branch = branches.find(({ name }) => name === output);
      if (branch === undefined) throw new Error(`The network has no output ${output}.`);
      return branch.chain.output;
    },
    backward: (gradients) => {
      const [last] = finished();
      if (last === undefined) return backward(context, towers, branches, gradients);
      const work = (): ReadonlyMap<string, Output> => backward(context, towers, branches, gradients);
      return context.operations.graph.inSequence(BACKWARD_KERNELS, last, work);
    },
    finished,
  };
}

/**
 * What waits until an output is there waits for its sum: TensorFlow joins a product with its bias and activation only
 * where nothing waits for these themselves, and the kernels are to be those of a network that is not in sequence.
 */
function waitingFor({ operations, inSequence = false }: NetworkContext, before: Output | undefined): readonly string[] {
  if (!inSequence || before === undefined) return [];
  return [operations.sum(operations.reshape(before, [-1]), [0]).name];
}

/** For each input of the network the tower that looks at it. */
function buildTowers(
  plan: NetworkPlan,
  inputs: readonly NetworkInput[],
  context: NetworkContext,
  after: readonly string[],
): readonly Chain[] {
  const towers: Chain[] = [];
  plan.inputs.forEach(({ name }, place) => {
    const tower = plan.towers.find((candidate) => candidate.inputs.includes(name));
    const input = inputs[place];
    if (tower === undefined || input === undefined) throw new Error(`The input ${name} has no tower or no tensor.`);
    const before = place === 0 ? after : waitingFor(context, towers.at(-1)?.output);
    towers.push(buildChain(tower.layers, input(before), context, false));
  });
  return towers;
}

function buildBranches(plan: NetworkPlan, towers: readonly Chain[], context: NetworkContext): readonly BuiltBranch[] {
  const { operations } = context;
  const [length = 0] = towers[0]?.planned.at(-1)?.outputShape ?? plan.inputs[0]?.shape ?? [];
  const branches: BuiltBranch[] = [];
  for (const { name, head, layers } of plan.branches) {
    const after = waitingFor(context, branches.at(-1)?.chain.output);
    const features = towers.map(({ output }) => (after.length === 0 ? output : operations.identity(output, { after })));
    const joined = GRAPH_HEADS.get(head).build(operations, headInputs(head, features), length);
    branches.push({ name, joined, chain: buildChain(layers, joined.output, context, true) });
  }
  return branches;
}

/** Leads the gradients by the logits back through the branches, and what comes out of them through the towers. */
function backward(
  { operations }: NetworkContext,
  towers: readonly Chain[],
  branches: readonly BuiltBranch[],
  gradients: ReadonlyMap<string, Output>,
): ReadonlyMap<string, Output> {
  const towersLearn = towers.map(({ planned }) => planned.some(learns));
  const sums = new Map<string, Output>();
  const added = (known: Output | undefined, gradient: Output): Output =>
    known === undefined ? gradient : operations.add(known, gradient);
  const collect = (weights: ReadonlyMap<string, Output>): void => {
    // a shared tower has a gradient from each of its two uses
    for (const [name, gradient] of weights) sums.set(name, added(sums.get(name), gradient));
  };
  const byFeatures: Output[] = [];
  for (const { name, joined, chain } of branches) {
    const gradient = gradients.get(name);
    if (gradient === undefined) continue;
    const byJoined = leadBack(chain, gradient, towersLearn.includes(true), collect);
    if (byJoined === null) continue;
    joined.backward(byJoined).forEach((side, place) => {
      byFeatures[place] = added(byFeatures[place], side);
    });
  }
  towers.forEach((tower, place) => {
    const gradient = byFeatures[place];
    if (gradient !== undefined && towersLearn[place] === true) leadBack(tower, gradient, false, collect);
  });
  return sums;
}
