import type { Output } from '../graph';
import type { Operations } from '../operations';
import { opposite, type GraphHead } from './head';

/** Below it the square of a distance counts as this much: the slope of a square root at 0 is infinite. */
const SMALLEST_SQUARE = 1e-7;

export const distance: GraphHead = {
  kind: 'distance',
  build: (operations, [a, b]) => {
    const { output, backward } = buildDistance(operations, a, b);
    return { output, backward: (gradient) => opposite(operations, backward(gradient)) };
  },
};

/**
 * ‖a − b‖ of each row, [batch, 1]: √max(Σ(a − b)², 1e-7). Where the square is smaller, the slope is 0.
 * @returns *backward*: from the gradient by the distance to that by a; that by b is its opposite
 */
export function buildDistance(
  { graph, subtract, sum, unary, binary, multiply, divide, cast }: Operations,
  a: Output,
  b: Output,
): { readonly output: Output; readonly backward: (gradient: Output) => Output } {
  const difference = subtract(a, b);
  const square = sum(unary('Square', difference), [1], true);
  const smallest = graph.float(SMALLEST_SQUARE);
  const output = unary('Sqrt', binary('Maximum', square, smallest));
  return {
    output,
    backward: (gradient) => {
      const counts = cast(binary('GreaterEqual', square, smallest, 'bool'), 'float');
      return multiply(difference, divide(multiply(gradient, counts), output));
    },
  };
}
