import type { Activation } from '#shared/networks/layer';

import type { Output } from '../graph';
import type { Operations } from '../operations';

/** An activation with its way back: from the gradient by its output to that by its input. */
export interface BuiltActivation {
  readonly output: Output;
  readonly backward: (gradient: Output) => Output;
}

/** @throws for an activation that only an output has: losses take logits, and have its gradient */
export function buildActivation(operations: Operations, activation: Activation, input: Output): BuiltActivation {
  switch (activation) {
    case 'linear':
      return { output: input, backward: (gradient) => gradient };
    case 'relu': {
      const output = operations.unary('Relu', input);
      return { output, backward: (gradient) => operations.binary('ReluGrad', gradient, output) };
    }
    case 'softmax':
    case 'sigmoid':
      throw new Error(`The activation ${activation} stands only at an output, where the loss takes its place.`);
  }
}
