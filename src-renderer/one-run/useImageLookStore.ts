import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { DatasetFacts } from '#shared/datasets/datasets';
import { MOST_EMBEDDED, type NeighbourQuery } from '#shared/contract/inspection';
import { useLab } from '../bridge/lab';
import { latest } from '../bridge/latest';

/** A test image that is looked at closely, and what the network of a finished run said of it. */
export interface LookedAt {
  readonly runId: number;
  readonly facts: DatasetFacts;
  /** Of the test set. */
  readonly index: number;
  readonly truth: number;
  /** [classes]. */
  readonly probabilities: Float32Array;
}

const NEIGHBOURS = 8;

/** One test image at a time, with those that the network takes for most like it. */
export const useImageLookStore = defineStore('image-look', () => {
  const lab = useLab();
  const image = shallowRef<LookedAt | null>(null);
  const neighbours = latest((query: NeighbourQuery) => lab.ask('run:neighbours', query));

  function look(at: LookedAt): void {
    image.value = at;
    const count = Math.min(at.facts.testCount, MOST_EMBEDDED);
    void neighbours.ask({ id: at.runId, tower: 0, count, index: at.index, limit: NEIGHBOURS });
  }

  function close(): void {
    image.value = null;
    neighbours.clear();
  }

  return { image: shallowReadonly(image), neighbours, look, close };
});
