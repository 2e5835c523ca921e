import { classBranch } from './class-branch';
import { defineNetwork } from './definition';
import { SAME_PAIRINGS } from './discrimination';
import type { Shape } from './layer';
import type { NetworkPlan } from './plan';
import { sameBranch } from './same-branch';
import { featuresOf, pairInputs, pairTowers, towersOption } from './siamese';
import { smallTowerOptions, type SmallTowerOptions } from './small-tower';
import { vanillaTower } from './vanilla';

/**
 * A network that answers both of the deck's questions at once, as the brief behind the deck asked: the towers of the
 * siamese vanilla network, their outputs concatenated to name the class of the first image, and their distance beside
 * them to tell whether the two images are of one class. Its loss is the sum of both.
 * @param imageShape [height, width, channels]
 */
export function jointPlan(
  imageShape: Shape,
  classCount: number,
  options: SmallTowerOptions & { readonly sharedTowers: boolean },
): NetworkPlan {
  const towers = pairTowers((name) => vanillaTower(name, imageShape, options), options.sharedTowers);
  const features = featuresOf(towers);
  return {
    network: 'joint',
    inputs: pairInputs(imageShape),
    scaling: 'unit',
    towers,
    branches: [
      classBranch('concatenate', features, classCount, options.l2),
      sameBranch('distanceAndBoth', features, options.l2),
    ],
  };
}

export const joint = defineNetwork({
  kind: 'joint',
  name: 'joint',
  options: { ...smallTowerOptions, towers: towersOption.default('shared') },
  inputs: 2,
  outputs: ['class', 'same'],
  heads: ['concatenate'],
  pairings: SAME_PAIRINGS,
  plan: (network, { imageShape, classNames }) =>
    jointPlan(imageShape, classNames.length, { ...network, sharedTowers: network.towers === 'shared' }),
});
