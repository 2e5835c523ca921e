import { isFrozen, sizeOf, type PlannedLayer, type Shape } from './layer';
import { LAYERS } from './layers/registry';
import type { NetworkPlan, Tower } from './plan';

/** The features of the images of a set are kept up to this size: 512 of each of 130,000 images. */
export const MOST_KEPT_BYTES = 2 ** 28;

/**
 * How many layers at the front of a tower do the same to an image in every epoch: frozen ones, and those without
 * weights and without chance. 0 where none of them is frozen.
 */
export function frozenDepth(layers: readonly PlannedLayer[]): number {
  const end = layers.findIndex(
    ({ layer, weights }) => !isFrozen(layer) && (weights.length > 0 || LAYERS.get(layer.kind).isRandom),
  );
  const front = end === -1 ? layers : layers.slice(0, end);
  return front.some(({ layer }) => isFrozen(layer)) ? front.length : 0;
}

/** A network in two: what never changes, and all that comes after it. */
export interface CutNetwork {
  /** The towers that begin with frozen layers, with those layers only. */
  readonly fronts: readonly Tower[];
  /** What follows. Its inputs are what the fronts give; a tower that is frozen as a whole has no layers here. */
  readonly rest: NetworkPlan;
}

/** Cuts a network behind its frozen front; null where no tower has one. The layers of both parts are the plan's own. */
export function cutFront(plan: NetworkPlan): CutNetwork | null {
  const fronts = plan.towers
    .map((tower) => ({ ...tower, layers: tower.layers.slice(0, frozenDepth(tower.layers)) }))
    .filter(({ layers }) => layers.length > 0);
  if (fronts.length === 0) return null;
  const frontOf = (input: string): Tower | undefined => fronts.find(({ inputs }) => inputs.includes(input));
  return {
    fronts,
    rest: {
      ...plan,
      inputs: plan.inputs.map(({ name, shape }) => ({ name, shape: featureShape(frontOf(name)) ?? shape })),
      towers: plan.towers.map((tower) => ({ ...tower, layers: tower.layers.slice(frozenDepth(tower.layers)) })),
    },
  };
}

/** Of what a front gives for one image; undefined without a front. */
export function featureShape(front: Tower | undefined): Shape | undefined {
  return front?.layers.at(-1)?.outputShape;
}

/** Whether what the fronts give for so many images is small enough to be kept: then they are gone through once an image. */
export function areFrontsKept(fronts: readonly Tower[], images: number, mostBytes = MOST_KEPT_BYTES): boolean {
  const values = fronts.reduce((sum, front) => sum + sizeOf(featureShape(front) ?? []), 0);
  return values * images * Float32Array.BYTES_PER_ELEMENT <= mostBytes;
}
