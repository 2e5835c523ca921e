import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { sampledImages, sampleOrder } from '#shared/datasets/sample';

/** Labels of up to six classes of very unlike sizes, some of them empty. */
const labelled = fc
  .array(fc.oneof(fc.nat(3), fc.nat(40)), { minLength: 1, maxLength: 6 })
  .filter((sizes) => sizes.some((size) => size > 0))
  .chain((sizes) => {
    const labels = sizes.flatMap((size, label) => new Array<number>(size).fill(label));
    return fc.shuffledSubarray(labels, { minLength: labels.length });
  });
const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });

const countsOf = (labels: readonly number[], images: Iterable<number>): readonly number[] => {
  const counts = new Array<number>(Math.max(...labels) + 1).fill(0);
  for (const image of images) counts[labels[image] ?? 0] = (counts[labels[image] ?? 0] ?? 0) + 1;
  return counts;
};

/**
 * Webster's method, slowly: an image at a time goes to the class that would then be the least over its due, held against
 * one another as whole numbers; each class gets its first one before any gets a second.
 * @param given counts to begin with
 * @returns every class that may be the next
 */
function nextOf(sizes: readonly number[], given: readonly number[]): readonly number[] {
  const open = sizes.flatMap((size, label) => ((given[label] ?? 0) < size ? [label] : []));
  const empty = open.filter((label) => given[label] === 0);
  const candidates = empty.length > 0 ? empty : open;
  const isBefore = (one: number, other: number): boolean =>
    (2 * (given[one] ?? 0) + 1) * (sizes[other] ?? 0) < (2 * (given[other] ?? 0) + 1) * (sizes[one] ?? 0);
  return candidates.filter((label) => candidates.every((other) => !isBefore(other, label)));
}

describe('a drawn sample', () => {
  it('gives each next image to a class that Webster’s method would give it to', () => {
    fc.assert(
      fc.property(labelled, seeds, (labels, seed) => {
        const sizes = countsOf(labels, labels.keys());
        const given = sizes.map(() => 0);
        for (const image of sampleOrder(labels, 'drawn', seed)) {
          const label = labels[image] ?? 0;
          expect(nextOf(sizes, given)).toContain(label);
          given[label] = (given[label] ?? 0) + 1;
        }
        expect(given).toEqual(sizes);
      }),
    );
  });

  it('has as many images as asked for, ascending, none twice, and one of each class that there is where it can', () => {
    fc.assert(
      fc.property(labelled, seeds, fc.nat(), (labels, seed, some) => {
        const count = 1 + (some % labels.length);
        const images = sampledImages(labels, count, 'drawn', seed);
        expect(images).toHaveLength(count);
        expect([...images]).toEqual([...new Set(images)].toSorted((one, other) => one - other));
        const classes = new Set(labels).size;
        expect(new Set([...images].map((image) => labels[image])).size).toBe(Math.min(count, classes));
      }),
    );
  });

  it('is a part of every larger one of its seed', () => {
    fc.assert(
      fc.property(labelled, seeds, fc.nat(), fc.nat(), (labels, seed, one, other) => {
        const counts = [one, other].map((some) => 1 + (some % labels.length)).toSorted((a, b) => a - b);
        const [smaller, larger] = counts.map((count) => sampledImages(labels, count, 'drawn', seed));
        expect([...(smaller ?? [])].filter((image) => larger?.includes(image) !== true)).toEqual([]);
      }),
    );
  });

  it('has the same part of each class, to the image, where that comes out even', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 6 }),
        seeds,
        (parts, times, seed) => {
          const labels = parts.flatMap((part, label) => new Array<number>(part * times).fill(label));
          const count = parts.reduce((sum, part) => sum + part, 0);
          expect(countsOf(labels, sampledImages(labels, count, 'drawn', seed))).toEqual(parts);
        },
      ),
    );
  });

  it('is the same whenever it is drawn, and another for another seed', () => {
    const labels = Uint8Array.from({ length: 500 }, (_, image) => image % 10);
    const drawn = sampledImages(labels, 50, 'drawn', 7);
    expect(sampledImages(labels, 50, 'drawn', 7)).toEqual(drawn);
    expect(sampledImages(labels, 50, 'drawn', 8)).not.toEqual(drawn);
    // pinned: runs that were trained with it have to stay what they say
    expect([...drawn.subarray(0, 8)]).toEqual([12, 34, 35, 36, 43, 45, 61, 69]);
  });

  it('draws every image of a class equally often, and of a class none more than another', () => {
    const labels = Uint8Array.from({ length: 40 }, (_, image) => image % 4);
    const times = new Array<number>(40).fill(0);
    for (let seed = 1; seed <= 2000; seed++) {
      for (const image of sampledImages(labels, 10, 'drawn', seed)) times[image] = (times[image] ?? 0) + 1;
    }
    // a quarter of 2,000, five standard deviations either way
    const deviation = Math.sqrt(2000 * 0.25 * 0.75);
    for (const count of times) expect(Math.abs(count - 500)).toBeLessThan(5 * deviation);
  });
});

it('the first images are those that come first in the file, whatever the seed', () => {
  expect(sampledImages([3, 1, 0, 1, 2], 3, 'first', 9)).toEqual(Uint32Array.of(0, 1, 2));
});

it.each(['first', 'drawn', null] as const)('all images are all images: %s', (sample) => {
  expect(sampledImages([1, 0, 1], 3, sample, 4)).toEqual(Uint32Array.of(0, 1, 2));
});
