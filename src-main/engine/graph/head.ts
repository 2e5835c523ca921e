import type { HeadKind } from '#shared/networks/plan';

import type { Output } from './graph';
import type { Operations } from './operations';

/** Below it the square of a distance counts as this much: the slope of a square root at 0 is infinite. */
const SMALLEST_SQUARE = 1e-7;

export interface BuiltHead {
  readonly output: Output;
  /** From the gradient by the joined features to that by each tower's output. */
  readonly backward: (gradient: Output) => readonly Output[];
}

/**
 * Joins the towers' outputs, and leads back to them.
 * @param features [batch, count], one for each input of the network
 */
export function buildHead(
  operations: Operations,
  kind: HeadKind,
  features: readonly Output[],
  count: number,
): BuiltHead {
  const { concatenate, subtract, multiply, unary } = operations;
  const [a, b] = features;
  if (a === undefined) throw new Error('A head was given no features.');
  if (kind === 'first') return { output: a, backward: (gradient) => [gradient] };
  if (b === undefined) throw new Error(`The head "${kind}" joins two towers' outputs; received one.`);
  const part = (x: Output, from: number, size: number): Output => operations.slice(x, [0, from], [-1, size]);
  const opposite = (gradient: Output): readonly Output[] => [gradient, unary('Neg', gradient)];
  switch (kind) {
    case 'concatenate':
      return {
        output: concatenate([a, b], 1),
        backward: (gradient) => [part(gradient, 0, count), part(gradient, count, count)],
      };
    case 'absoluteDifference': {
      const difference = subtract(a, b);
      return {
        output: unary('Abs', difference),
        backward: (gradient) => opposite(multiply(gradient, unary('Sign', difference))),
      };
    }
    case 'distance':
    case 'distanceAndBoth': {
      const distance = buildDistance(operations, a, b);
      if (kind === 'distance') {
        return { output: distance.output, backward: (gradient) => opposite(distance.backward(gradient)) };
      }
      return {
        output: concatenate([distance.output, a, b], 1),
        backward: (gradient) => {
          const byDistance = opposite(distance.backward(part(gradient, 0, 1)));
          return byDistance.map((side, place) => operations.add(side, part(gradient, 1 + place * count, count)));
        },
      };
    }
  }
}

/** ‖a − b‖ of each row, [batch, 1]: √max(Σ(a − b)², 1e-7). Where the square is smaller, the slope is 0. */
function buildDistance(
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
