import { defineNetwork } from './definition';
import type { Shape } from './layer';
import type { NetworkPlan } from './plan';
import { siamesePlan, towersOption, type SiameseOptions } from './siamese';
import { vgg19Tower } from './vgg19';

/**
 * The siamese form of VGG19: two towers up to their flatten, 512 features each, concatenated, softmax.
 * 40,059,018 parameters with separate towers, 20,034,634 with shared ones, for 32×32×3 images of 10 classes.
 * @param imageShape [height, width, 3], 32×32 at least
 */
export function siameseVgg19Plan(
  imageShape: Shape,
  classCount: number,
  { sharedTowers }: Pick<SiameseOptions, 'sharedTowers'>,
): NetworkPlan {
  const tower = (name: string) => vgg19Tower(name, imageShape);
  return siamesePlan(
    { network: 'siamese-vgg19', imageShape, classCount, tower },
    { sharedTowers, head: 'concatenate' },
  );
}

export const siameseVgg19 = defineNetwork({
  kind: 'siamese-vgg19',
  name: 'siamese VGG19',
  options: { towers: towersOption.default('separate') },
  inputs: 2,
  outputs: ['class'],
  heads: ['concatenate'],
  pairings: ['class-preserving'],
  plan: ({ towers }, { imageShape, classNames }) =>
    siameseVgg19Plan(imageShape, classNames.length, { sharedTowers: towers === 'shared' }),
});
