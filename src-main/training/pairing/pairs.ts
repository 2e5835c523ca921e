/** Pairs of images as indices into a set: image first[k] goes to one tower, image second[k] to the other. */
export interface Pairs {
  readonly first: Uint32Array;
  /** As long as `first`. */
  readonly second: Uint32Array;
}

/** Pairs for discrimination. */
export interface LabelledPairs extends Pairs {
  /** 1 where both images are of the same class, else 0; one a pair. */
  readonly same: Uint8Array;
}

/** The images 0 … count − 1 each with its partner: partners[i] is the partner of image i. */
export function pairEach(partners: Uint32Array): Pairs {
  return { first: Uint32Array.from(partners, (_, image) => image), second: partners };
}

/** Marks each pair as same or different by the labels of its images. */
export function labelPairs(pairs: Pairs, labels: ArrayLike<number>): LabelledPairs {
  const { first, second } = pairs;
  const same = Uint8Array.from(first, (image, pair) => (labels[image] === labels[second[pair] ?? -1] ? 1 : 0));
  return { first, second, same };
}

/** Several sets of pairs as one, in order. */
export function joinPairs(sets: readonly Pairs[]): Pairs {
  return {
    first: joinArrays(sets.map(({ first }) => first)),
    second: joinArrays(sets.map(({ second }) => second)),
  };
}

function joinArrays(arrays: readonly Uint32Array[]): Uint32Array {
  const joined = new Uint32Array(arrays.reduce((length, array) => length + array.length, 0));
  let start = 0;
  for (const array of arrays) {
    joined.set(array, start);
    start += array.length;
  }
  return joined;
}

/** @throws RangeError where a set of `available` labels cannot give the first `count` images, at least `smallest` */
export function checkCount(count: number, available: number, smallest: number): void {
  if (Number.isInteger(count) && count >= smallest && count <= available) return;
  throw new RangeError(
    `Received ${count} as the number of images to pair; expected a whole number from ${smallest} to ${available}, the labels given.`,
  );
}
