import { sizeOf, type Layer } from '#shared/networks/layer';

import type { Output } from '../graph';
import type { Operations } from '../operations';
import type { BuildLayer } from './layer';

/**
 * Dropout (Srivastava et al. 2014) with the very mask of the layers engine's `dropoutMask`: it follows from seed, step
 * and layer alone, value by value, so that both engines drop the same units.
 */
export const buildDropout: BuildLayer = ({ operations, planned, training, maskKey, firstRow }, input) => {
  const { rate } = planned.layer as Extract<Layer, { kind: 'dropout' }>;
  if (!training || rate === 0) {
    return { output: input, backward: (gradient) => ({ input: gradient, weights: new Map() }) };
  }
  const size = sizeOf(planned.inputShape);
  const from = operations.multiply(firstRow, operations.graph.scalar(size));
  const until = operations.add(from, operations.valueCount(input, size));
  const mask = operations.reshape(buildMask(operations, maskKey(), from, until, rate), [-1, ...planned.inputShape]);
  return {
    output: operations.multiply(input, mask),
    backward: (gradient, needsInput) => ({
      input: needsInput ? operations.multiply(gradient, mask) : null,
      weights: new Map(),
    }),
  };
};

/**
 * 0 with probability `rate`, otherwise 1 / (1 − rate), for the places of the batch's values from one to another.
 * @param key uint32 []
 * @param from int32 []
 * @param until int32 []
 */
function buildMask(operations: Operations, key: Output, from: Output, until: Output, rate: number): Output {
  const { graph, binary } = operations;
  const uint = (value: number): Output => graph.constant(Uint32Array.of(value), []);
  const xor = (a: Output, b: Output): Output => binary('BitwiseXor', a, b);
  const shifted = (bits: Output, by: number): Output => xor(bits, binary('RightShift', bits, uint(by)));
  const places = graph.add('Range', [from, until, graph.scalar(1)], 'int32', {
    attr: { Tidx: { type: 'int32' } },
  });
  const spread = operations.multiply(operations.bitcast(places, 'uint32'), uint(0x9e3779b1));
  const once = operations.multiply(shifted(xor(spread, key), 16), uint(0x85ebca6b));
  const mixed = shifted(operations.multiply(shifted(once, 13), uint(0xc2b2ae35)), 16);
  const kept = binary('GreaterEqual', mixed, uint(Math.ceil(rate * 0x1_0000_0000)), 'bool');
  return operations.multiply(operations.cast(kept, 'float'), graph.float(1 / (1 - rate)));
}
