import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';

import type { DatasetName } from '#shared/datasets/datasets';
import type { LabFailure } from '#shared/errors/errors';
import { MOST_IMAGES, type Split } from '#shared/datasets/pixels';
import { rgbaOf } from './rgba';
import { useLab } from './lab';

/** An image as a canvas wants it. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** height × width × 4. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  /** Its class index. */
  readonly label: number;
}

/** Small images: so many take some 80 MB at most. Past that the oldest go. */
const MOST_KEPT = 20_000;

/** Images of the datasets, asked for when a tile wants to show one, many at a time, and kept. */
export const useImagesStore = defineStore('images', () => {
  const lab = useLab();
  const pictures = shallowReactive(new Map<string, Picture>());
  /** Why images of a set could not be had, by set. */
  const failures = shallowReactive(new Map<string, LabFailure>());
  const wanted = new Map<
    string,
    { readonly dataset: DatasetName; readonly split: Split; readonly indices: Set<number> }
  >();

  const setOf = (dataset: DatasetName, split: Split): string => `${dataset}/${split}`;
  const keyOf = (dataset: DatasetName, split: Split, index: number): string => `${setOf(dataset, split)}/${index}`;

  /** The image, or undefined until it has come. */
  function picture(dataset: DatasetName, split: Split, index: number): Picture | undefined {
    return pictures.get(keyOf(dataset, split, index));
  }

  function failureOf(dataset: DatasetName, split: Split): LabFailure | undefined {
    return failures.get(setOf(dataset, split));
  }

  /** Asks for an image together with all the others that are wanted in the same moment. */
  function want(dataset: DatasetName, split: Split, index: number): void {
    if (pictures.has(keyOf(dataset, split, index))) return;
    const set = setOf(dataset, split);
    const batch = wanted.get(set) ?? { dataset, split, indices: new Set<number>() };
    if (batch.indices.size === 0) {
      wanted.set(set, batch);
      queueMicrotask(() => {
        wanted.delete(set);
        void fetchAll(dataset, split, [...batch.indices]);
      });
    }
    batch.indices.add(index);
  }

  async function fetchAll(dataset: DatasetName, split: Split, indices: readonly number[]): Promise<void> {
    for (let start = 0; start < indices.length; start += MOST_IMAGES) {
      const asked = indices.slice(start, start + MOST_IMAGES);
      const reply = await lab.ask('dataset:images', { dataset, split, indices: asked });
      if (!reply.ok) {
        failures.set(setOf(dataset, split), reply.failure);
        return;
      }
      failures.delete(setOf(dataset, split));
      const { shape, pixels, labels } = reply.value;
      const [height = 0, width = 0] = shape;
      asked.forEach((index, position) => {
        const rgba = rgbaOf(pixels, shape, position);
        pictures.set(keyOf(dataset, split, index), { width, height, rgba, label: labels[position] ?? 0 });
      });
    }
    for (const key of pictures.keys()) {
      if (pictures.size <= MOST_KEPT) break;
      pictures.delete(key);
    }
  }

  return { picture, failureOf, want };
});
