import type { PlannedLayer } from './layer';
import { LAYERS } from './layers/registry';
import type { NetworkPlan } from './plan';

/**
 * The multiplications, each with its addition, of one pass of one example (an image, or a pair) through the layers, forwards:
 * what each layer's definition says of itself. The rest of a network costs next to nothing beside them.
 */
export function multiplyAdds({ towers, branches }: NetworkPlan): number {
  return (
    towers.reduce((sum, { inputs, layers }) => sum + inputs.length * ofLayers(layers), 0) +
    branches.reduce((sum, { layers }) => sum + ofLayers(layers), 0)
  );
}

function ofLayers(layers: readonly PlannedLayer[]): number {
  return layers.reduce((sum, planned) => sum + LAYERS.get(planned.layer.kind).multiplyAdds(planned), 0);
}
