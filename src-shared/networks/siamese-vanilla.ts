import { oneOf } from '../basics/expected';
import { defineNetwork } from './definition';
import type { Shape } from './layer';
import type { NetworkPlan } from './plan';
import { siamesePlan, towersOption, type SiameseOptions } from './siamese';
import { smallTowerOptions, type SmallTowerOptions } from './small-tower';
import { vanillaTower } from './vanilla';

/**
 * The siamese form of the vanilla network for classification (Dobrzański & Sroka 2022): two vanilla networks up to
 * their Dense 32 and dropout, concatenated (the deck's "layer of 64 neurons"), softmax.
 * 158,538 parameters as in the deck, with separate towers, for 32×32×3 images of 10 classes.
 * @param imageShape [height, width, channels]
 */
export function siameseVanillaPlan(
  imageShape: Shape,
  classCount: number,
  options: SiameseOptions & SmallTowerOptions,
): NetworkPlan {
  const tower = (name: string) => vanillaTower(name, imageShape, options);
  return siamesePlan({ network: 'siamese-vanilla', imageShape, classCount, tower, l2: options.l2 }, options);
}

const HEADS = ['concatenate', 'absoluteDifference'] as const;

export const siameseVanilla = defineNetwork({
  kind: 'siamese-vanilla',
  name: 'siamese vanilla',
  options: {
    ...smallTowerOptions,
    towers: towersOption.default('separate'),
    head: oneOf(HEADS, 'a head that the lab knows').default('concatenate'),
  },
  inputs: 2,
  outputs: ['class'],
  heads: HEADS,
  pairings: ['class-preserving'],
  plan: (network, { imageShape, classNames }) =>
    siameseVanillaPlan(imageShape, classNames.length, { ...network, sharedTowers: network.towers === 'shared' }),
});
