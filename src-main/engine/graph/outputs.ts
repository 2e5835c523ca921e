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

/** How many examples are told right: by the class where the network tells it, otherwise by "same", otherwise none. [] */
export function buildHits(
  operations: Operations,
  plan: NetworkPlan,
  logitsOf: (output: string) => Output,
  targets: Targets,
): Output {
  for (const wanted of ['class', 'same'] as const) {
    const output = outputsOf(plan).find(({ kind }) => kind === wanted);
    const right = OUTPUTS[wanted].right;
    if (output !== undefined && right !== null) {
      return operations.sum(operations.cast(right(operations, logitsOf(output.name), targets), 'float'), [0]);
    }
  }
  return operations.graph.float(0);
}
