import { sizeOf, type PlannedLayer } from './layer';
import type { NetworkPlan } from './plan';

/**
 * The multiplications, each with its addition, of one pass of one example (an image, or a pair) through convolutions and
 * dense layers, forwards. The rest of a network costs next to nothing beside them.
 */
export function multiplyAdds({ towers, branches }: NetworkPlan): number {
  return (
    towers.reduce((sum, { inputs, layers }) => sum + inputs.length * ofLayers(layers), 0) +
    branches.reduce((sum, { layers }) => sum + ofLayers(layers), 0)
  );
}

function ofLayers(layers: readonly PlannedLayer[]): number {
  return layers.reduce((sum, { layer, outputShape, weights }) => {
    const kernel = weights.find(({ role }) => role === 'kernel');
    if (kernel === undefined) return sum;
    // a kernel is applied at every place of the output: its last dimension is the output's last
    const places = layer.kind === 'conv2d' ? sizeOf(outputShape.slice(0, -1)) : 1;
    return sum + places * sizeOf(kernel.shape);
  }, 0);
}
