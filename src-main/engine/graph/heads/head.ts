import type { Output } from '../graph';
import type { Operations } from '../operations';

/** The towers' outputs joined, in the graph. */
export interface BuiltHead {
  readonly output: Output;
  /** From the gradient by the joined features to that by each tower's output. */
  readonly backward: (gradient: Output) => readonly Output[];
}

/** A way to join towers in this engine. */
export interface GraphHead {
  readonly kind: string;
  /**
   * @param features [batch, count] of both towers; where the head joins one, the second is the first once more
   * @param count the length of each tower's output
   */
  readonly build: (operations: Operations, features: readonly [Output, Output], count: number) => BuiltHead;
}

/** The gradient by a − b as those by a and by b. */
export function opposite({ unary }: Operations, gradient: Output): readonly [Output, Output] {
  return [gradient, unary('Neg', gradient)];
}

/** Some columns of a matrix. */
export function columns({ slice }: Operations, x: Output, from: number, size: number): Output {
  return slice(x, [0, from], [-1, size]);
}
