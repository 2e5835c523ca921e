import { shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';

import type { DatasetName } from '#shared/datasets/datasets';
import { createSpriteSheet, type SpriteSheet } from './sprite-sheet';
import { useImagesStore } from '../../bridge/useImagesStore';

/**
 * The images of points on one sheet, which fills as they arrive.
 * @param indices test images, in the order of the points
 * @param isWanted images are asked for only where they are shown
 */
export function useSprites(
  dataset: () => DatasetName,
  indices: ComputedRef<Uint32Array>,
  isWanted: () => boolean,
): { readonly sheet: ShallowRef<SpriteSheet | null>; readonly arrived: ShallowRef<number> } {
  const images = useImagesStore();
  const sheet = shallowRef<SpriteSheet | null>(null);
  /** How many images there are by now. */
  const arrived = shallowRef(0);
  const has = (index: number): boolean => images.picture(dataset(), 'test', index) !== undefined;

  watch(
    [dataset, indices, isWanted],
    ([name, wanted, isShown]) => {
      sheet.value = isShown ? createSpriteSheet(wanted.length) : null;
      arrived.value = 0;
      if (isShown) for (const index of wanted) images.want(name, 'test', index);
    },
    { immediate: true },
  );
  watch(
    [sheet, () => indices.value.reduce((sum, index) => sum + Number(has(index)), 0)],
    ([current, count]) => {
      if (current === null) return;
      indices.value.forEach((index, place) => {
        const picture = images.picture(dataset(), 'test', index);
        if (picture !== undefined) current.add(place, picture);
      });
      arrived.value = count;
    },
    { immediate: true },
  );

  return { sheet, arrived };
}
