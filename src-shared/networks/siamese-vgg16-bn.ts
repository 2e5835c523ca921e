import { defineNetwork } from './definition';
import type { Shape } from './layer';
import type { NetworkPlan } from './plan';
import { siamesePlan, towersOption, type SiameseOptions } from './siamese';
import { vgg16BnTower } from './vgg16-bn';

/**
 * The siamese form of VGG16-BN: two towers up to their flatten, 512 features each, concatenated, softmax.
 * 29,473,418 parameters with separate towers, 14,741,834 with shared ones, for 32×32×3 images of 10 classes.
 * @param imageShape [height, width, 3], 32×32 at least
 */
export function siameseVgg16BnPlan(
  imageShape: Shape,
  classCount: number,
  { sharedTowers }: Pick<SiameseOptions, 'sharedTowers'>,
): NetworkPlan {
  const tower = (name: string) => vgg16BnTower(name, imageShape);
  return siamesePlan(
    { network: 'siamese-vgg16-bn', imageShape, classCount, tower },
    { sharedTowers, head: 'concatenate' },
  );
}

export const siameseVgg16Bn = defineNetwork({
  kind: 'siamese-vgg16-bn',
  name: 'siamese VGG16-BN',
  options: { towers: towersOption.default('separate') },
  inputs: 2,
  outputs: ['class'],
  heads: ['concatenate'],
  pairings: ['class-preserving'],
  plan: ({ towers }, { imageShape, classNames }) =>
    siameseVgg16BnPlan(imageShape, classNames.length, { sharedTowers: towers === 'shared' }),
});
