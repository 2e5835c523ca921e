import type { NetworkPlan } from '#shared/networks/plan';

import type { ImageSet } from '../../datasets/dataset';
import type { Batch } from '../engine';
import { areFrontsKept, cutFront, type CutNetwork } from '#shared/networks/frozen-front';
import type { GraphSet } from './image-sets';

/**
 * How many images go through a front at a time, always as many: what a kernel makes of an image may differ in the last
 * bit with the size of the batch, and a run that was resumed would not be the run that was not.
 */
const FRONT_BATCH = 128;

/** The network in two where what its front gives for all images of a set is small enough to be kept, otherwise null. */
export function keptCut(plan: NetworkPlan, images: ImageSet, mostBytes: number): CutNetwork | null {
  const cut = cutFront(plan);
  return cut !== null && areFrontsKept(cut.fronts, images.count, mostBytes) ? cut : null;
}

/** Sees to it that the graph has the features of the images that a batch asks for. */
export interface KeptFeatures {
  readonly need: (set: GraphSet, images: ImageSet, batch: Batch) => void;
  /** The set holds other images now, or the weights are others: nothing is known any more. */
  readonly forget: (set?: GraphSet) => void;
}

/** @param workOut runs the graph's signature *front/SET/TOWER* on these indices */
export function createKeptFeatures(
  plan: NetworkPlan,
  cut: CutNetwork | null,
  workOut: (signature: string, indices: Int32Array) => void,
): KeptFeatures {
  const known = new Map<string, Uint8Array>();
  return {
    need: (set, { count }, { first, second }) => {
      for (const { name, inputs } of cut?.fronts ?? []) {
        const signature = `front/${set}/${name}`;
        const isKnown = known.get(signature) ?? new Uint8Array(count);
        known.set(signature, isKnown);
        const given = [first, second ?? first];
        const sides = given.filter((_, place) => inputs.includes(plan.inputs[place]?.name ?? ''));
        const missing = Int32Array.from(
          new Set(sides.flatMap((side) => [...side].filter((index) => isKnown[index] === 0))),
        );
        for (let from = 0; from < missing.length; from += FRONT_BATCH) {
          const some = missing.subarray(from, from + FRONT_BATCH);
          // the last of them once more, until there are as many as always
          workOut(
            signature,
            Int32Array.from({ length: FRONT_BATCH }, (_, place) => some[place] ?? some.at(-1) ?? 0),
          );
        }
        for (const index of missing) isKnown[index] = 1;
      }
    },
    forget: (set) => {
      for (const signature of [...known.keys()]) {
        if (set === undefined || signature.startsWith(`front/${set}/`)) known.delete(signature);
      }
    },
  };
}
