import { createRandom, deriveSeed, permutation } from '../basics/random';
import { classMembers } from './class-members';

/**
 * Which training images a fraction of them stands for. *first*: those that come first in the file, as in the deck; the
 * same for every seed. *drawn*: drawn by the seed of the run, the same part of each class.
 */
export const SAMPLES = ['first', 'drawn'] as const;
export type Sample = (typeof SAMPLES)[number];

/**
 * The training images that a run uses: as many as are asked for, ascending. What is drawn depends on the images' classes,
 * the count and the seed alone: networks that are trained with one seed learn from the same images, however they are
 * trained. All images are all images, whichever way they are asked for.
 * @param labels class indices of the whole set
 * @param count 1 to the number of labels
 */
export function sampledImages(
  labels: ArrayLike<number>,
  count: number,
  sample: Sample | null,
  seed: number,
): Uint32Array {
  return sampleOrder(labels, count < labels.length ? sample : null, seed)
    .slice(0, count)
    .sort();
}

/**
 * All images in the order in which a growing sample takes them in: the first so many are the sample, so that a smaller
 * sample of a seed is a part of every larger one.
 *
 * Where they are drawn, the images of a class are shuffled, and the r-th of its n stands at (r + ½) / n of the way. Down to any place each class
 * has then given the same part of its images, rounded to the nearest one: Webster's method of apportionment (Balinski &
 * Young 1982, Fair Representation). The method of the largest remainder rounds as well, but a class may lose an image as
 * the sample grows (the Alabama paradox), and samples would not lie within one another. One image of each class comes
 * before all others, so that no class is left out that can be in.
 */
export function sampleOrder(labels: ArrayLike<number>, sample: Sample | null, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: labels.length }, (_, image) => image);
  if (sample !== 'drawn') return order;
  const random = createRandom(deriveSeed(seed, 'sample/images'));
  const classes = classMembers(labels, labels.length);
  // which of two classes comes first where both are at one place
  const turns = permutation(classes.length, random);
  const places = new Float64Array(labels.length);
  classes.forEach((members) => {
    permutation(members.length, random).forEach((member, rank) => {
      places[members[member] ?? 0] = (rank === 0 ? -1 : 0) + (rank + 0.5) / members.length;
    });
  });
  const turnOf = (image: number): number => turns[labels[image] ?? 0] ?? 0;
  const placeOf = (image: number): number => places[image] ?? 0;
  return order.sort((one, other) => placeOf(one) - placeOf(other) || turnOf(one) - turnOf(other));
}
