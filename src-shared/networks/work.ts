import { areFrontsKept, cutFront } from './frozen-front';
import type { PlannedLayer } from './layer';
import { LAYERS } from './layers/registry';
import type { NetworkPlan } from './plan';

/**
 * The multiplications, each with its addition, of one pass of one example (an image, or a pair) through the layers, forwards:
 * what each layer's definition says of itself. The rest of a network costs next to nothing beside them.
 */
export function multiplyAdds({ towers, branches }: Pick<NetworkPlan, 'towers' | 'branches'>): number {
  return (
    towers.reduce((sum, { inputs, layers }) => sum + inputs.length * ofLayers(layers), 0) +
    branches.reduce((sum, { layers }) => sum + ofLayers(layers), 0)
  );
}

/** What a training takes of multiplications, each with its addition. */
export interface TrainingWork {
  /** For each example that is learned from, each time. */
  readonly example: number;
  /** For each image, once in a run: what a frozen front makes of it, where that is kept. */
  readonly image: number;
}

/**
 * The work of training by the usual convention: a backward pass takes twice the forward one, so that what is trained takes
 * three forward passes in all (J. Kaplan et al., Scaling laws for neural language models, arXiv:2001.08361, 2020, 2.1).
 * Through a frozen front nothing goes backward: it takes one pass, and only one an image where its features are kept.
 * @param datasetImages training images of the dataset, used or not: by them it is decided whether features are kept
 */
export function trainingWork(plan: NetworkPlan, datasetImages: number): TrainingWork {
  const cut = cutFront(plan);
  if (cut === null) return { example: 3 * multiplyAdds(plan), image: 0 };
  const rest = 3 * multiplyAdds(cut.rest);
  if (areFrontsKept(cut.fronts, datasetImages)) {
    return { example: rest, image: cut.fronts.reduce((sum, { layers }) => sum + ofLayers(layers), 0) };
  }
  return { example: rest + multiplyAdds({ towers: cut.fronts, branches: [] }), image: 0 };
}

function ofLayers(layers: readonly PlannedLayer[]): number {
  return layers.reduce((sum, planned) => sum + LAYERS.get(planned.layer.kind).multiplyAdds(planned), 0);
}
