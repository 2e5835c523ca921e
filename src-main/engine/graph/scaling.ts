import type { InputScaling } from '#shared/experiment';

import type { Output } from './graph';
import type { Operations } from './operations';

/** Float images from bytes, as the layers engine scales them. [batch, height, width, channels] */
export function buildScaling(operations: Operations, scaling: InputScaling, bytes: Output): Output {
  const { graph, cast, divide } = operations;
  const pixels = cast(bytes, 'float');
  if (scaling === 'unit') return divide(pixels, graph.float(255));
  throw new Error(`The graph engine cannot scale pixels as ${scaling} yet.`);
}
