import { outputsOf, type NetworkPlan, type OutputKind } from '#shared/networks/plan';

import type { Output } from './graph';
import type { Targets } from './losses/loss';
import type { Operations } from './operations';

interface GraphOutput {
  /** What the network says, from the logits. */
  readonly activate: (operations: Operations, logits: Output) => Output;
  /** Which examples are told right, bool [batch]; null where nothing is told that could be right. */
  readonly right: ((operations: Operations, logits: Output, targets: Targets) => Output) | null;
}

const OUTPUTS: Readonly<Record<OutputKind, GraphOutput>> = {
  class: {
    activate: ({ unary }, logits) => unary('Softmax', logits),
    right: ({ graph, binary }, logits, { classes }) => {
      const told = graph.add('ArgMax', [logits, graph.scalar(1)], 'int32', {
        attr: { T: { type: 'float' }, Tidx: { type: 'int32' }, output_type: { type: 'int32' } },
      });
      return binary('Equal', told, classes, 'bool');
    },
  },
  same: {
    activate: ({ unary }, logits) => unary('Sigmoid', logits),
    right: ({ graph, binary, cast, reshape }, logits, { same }) => {
      const told = cast(binary('GreaterEqual', logits, graph.float(0), 'bool'), 'float');
      return binary('Equal', reshape(told, [-1]), reshape(same, [-1]), 'bool');
    },
  },
  embedding: { activate: (_, logits) => logits, right: null },
};

/** What the network says, from the logits of an output of this kind. */
export function activateOutput(operations: Operations, kind: OutputKind, logits: Output): Output {
  return OUTPUTS[kind].activate(operations, logits);
}

/** The output whose examples that are told right are counted: the class where the network tells it, otherwise "same". */
export function countedOutput(plan: NetworkPlan): ReturnType<typeof outputsOf>[number] | undefined {
  const outputs = outputsOf(plan);
  return outputs.find(({ kind }) => kind === 'class') ?? outputs.find(({ kind }) => kind === 'same');
}

/** How many examples an output tells right. [] */
export function buildHits(operations: Operations, kind: OutputKind, logits: Output, targets: Targets): Output {
  const right = OUTPUTS[kind].right?.(operations, logits, targets);
  if (right === undefined) return operations.graph.float(0);
  return operations.sum(operations.cast(right, 'float'), [0]);
}
