import type { Shape } from './layer';
import type { NetworkPlan } from './plan';
import { siamesePlan, type SiameseOptions } from './siamese';
import type { SmallTowerOptions } from './small-tower';
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
