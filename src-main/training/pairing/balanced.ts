import { createRandom, deriveSeed, type Random } from '#shared/basics/random';
import { classMembers } from '#shared/datasets/class-members';
import { checkCount, type LabelledPairs } from './pairs';

/**
 * Pairs for discrimination with as many "same" as "different", alternating, so that any stretch of them is balanced too.
 * Classes are drawn uniformly, whatever their size, then images within them; only classes with two images or more take part,
 * since an image that can only ever be in a "different" pair would give its answer away. No image meets itself.
 * @param labels class indices
 * @param count images used, the first of the set
 * @param pairsOfEach "same" pairs, and as many "different" ones
 * @returns 2 × pairsOfEach pairs: "same" at the even places, "different" at the odd ones
 * @throws RangeError where a number is out of range, or fewer than two classes have two images
 */
export function balancedPairs(
  labels: ArrayLike<number>,
  count: number,
  pairsOfEach: number,
  seed: number,
): LabelledPairs {
  checkCount(count, labels.length, 2);
  if (!Number.isInteger(pairsOfEach) || pairsOfEach < 0) {
    throw new RangeError(`Received ${pairsOfEach} pairs of each kind; expected a whole number, 0 or more.`);
  }
  const classes = classMembers(labels, count).filter((members) => members.length >= 2);
  if (classes.length < 2) {
    throw new RangeError(
      `Received ${count} images in which ${classes.length} classes have two images or more; expected at least 2 such classes. ` +
        'Use more of the set.',
    );
  }
  const random = createRandom(deriveSeed(seed, 'pairing/balanced'));
  const length = 2 * pairsOfEach;
  const first = new Uint32Array(length);
  const second = new Uint32Array(length);
  for (let pair = 0; pair < length; pair += 2) {
    const members = pick(classes, random);
    [first[pair], second[pair]] = twoOf(members, random);
    const [one, other] = twoOf(classes, random);
    first[pair + 1] = pick(one, random);
    second[pair + 1] = pick(other, random);
  }
  return { first, second, same: Uint8Array.from(first, (_, pair) => (pair % 2 === 0 ? 1 : 0)) };
}

/** Two different elements of a list of two or more, each ordered pair equally likely. */
function twoOf<Element>(list: ArrayLike<Element>, random: Random): readonly [Element, Element] {
  const one = random.integer(list.length);
  const other = (one + 1 + random.integer(list.length - 1)) % list.length;
  return [at(list, one), at(list, other)];
}

function pick<Element>(list: ArrayLike<Element>, random: Random): Element {
  return at(list, random.integer(list.length));
}

function at<Element>(list: ArrayLike<Element>, index: number): Element {
  const element = list[index];
  if (element === undefined) throw new RangeError(`Received the place ${index} in a list of ${list.length}.`);
  return element;
}
