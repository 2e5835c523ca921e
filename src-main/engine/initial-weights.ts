import { sizeOf, type Shape } from '#shared/networks/layer';
import { weightsOf, type NetworkPlan } from '#shared/networks/plan';

import { createRandom, deriveSeed } from '#shared/basics/random';
import type { NamedTensor } from '#shared/networks/named-tensor';

/**
 * The weights that a network starts from, as its layers say: uniform within ±sqrt(6 / (fan-in + fan-out)) (Glorot & Bengio
 * 2010, as Keras does by default), or one value. Drawn here and not by an engine, so that every engine starts from the same.
 */
export function initialWeights(plan: NetworkPlan, seed: number): readonly NamedTensor[] {
  return weightsOf(plan).map(({ name, initial, shape }) => {
    const values = new Float32Array(sizeOf(shape));
    if (initial === 'glorot') {
      const random = createRandom(deriveSeed(seed, `initialisation/${name}`));
      const limit = glorotLimit(shape);
      for (let index = 0; index < values.length; index++) values[index] = (2 * random.next() - 1) * limit;
    } else {
      values.fill(initial);
    }
    return { name, shape, values };
  });
}

/** Of a kernel [..., in, out]; what stands before the last two is the receptive field. */
function glorotLimit(shape: Shape): number {
  const field = sizeOf(shape.slice(0, -2));
  const fanIn = field * (shape.at(-2) ?? 1);
  const fanOut = field * (shape.at(-1) ?? 1);
  return Math.sqrt(6 / (fanIn + fanOut));
}
