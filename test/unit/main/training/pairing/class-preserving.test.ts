import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { classificationPairs, type PartnerDraw } from '#main/training/pairing/class-preserving';

import { anyLabels, anySeed, labelsAndCount, listOf, upTo } from './labelled-images';

const draws: fc.Arbitrary<PartnerDraw> = fc.constantFrom('with-replacement', 'permutation');

describe('class-preserving pairs', () => {
  it('are the duplicates, then each image of the part in each set, always with an image of its class from the part', () => {
    fc.assert(
      fc.property(labelsAndCount(1), fc.nat(4), draws, anySeed, ({ labels, count }, permutations, draw, seed) => {
        const pairs = listOf(classificationPairs(labels, count, { permutations, draw }, seed));
        expect(pairs).toHaveLength(count * (1 + permutations));
        expect(pairs.slice(0, count)).toEqual(upTo(count).map((image) => [image, image]));
        pairs.forEach(([one, other], pair) => {
          expect(one).toBe(pair % count);
          expect(other).toBeLessThan(count);
          expect(labels[other]).toBe(labels[one]);
        });
      }),
    );
  });

  it('use each image exactly once as a partner in each set where they are permuted', () => {
    fc.assert(
      fc.property(anyLabels, fc.integer({ min: 1, max: 4 }), anySeed, (labels, permutations, seed) => {
        const count = labels.length;
        const { second } = classificationPairs(labels, count, { permutations, draw: 'permutation' }, seed);
        for (let set = 0; set <= permutations; set++) {
          expect([...second.slice(set * count, (set + 1) * count)].toSorted((a, b) => a - b)).toEqual(upTo(count));
        }
      }),
    );
  });

  it('are the same for the same seed, and only grow with the permutations', () => {
    fc.assert(
      fc.property(anyLabels, draws, anySeed, (labels, draw, seed) => {
        const pairs = (permutations: number) =>
          classificationPairs(labels, labels.length, { permutations, draw }, seed);
        expect(pairs(3)).toEqual(pairs(3));
        expect(listOf(pairs(3)).slice(0, 3 * labels.length)).toEqual(listOf(pairs(2)));
      }),
    );
  });

  it.each(['with-replacement', 'permutation'] as const)('differ by seed and from set to set (%s)', (draw) => {
    const labels = Uint8Array.from({ length: 100 }, (_, image) => image % 2);
    const partners = (seed: number) => [...classificationPairs(labels, 100, { permutations: 2, draw }, seed).second];
    expect(partners(1)).not.toEqual(partners(2));
    expect(partners(1).slice(100, 200)).not.toEqual(partners(1).slice(200));
  });

  it.each(['with-replacement', 'permutation'] as const)('give each image of a class the same chance (%s)', (draw) => {
    const labels = Uint8Array.of(0, 1, 0, 0, 1, 0);
    const { second } = classificationPairs(labels, 6, { permutations: 4000, draw }, 9);
    const ofFirst = [...second].filter((_, pair) => pair >= 6 && pair % 6 === 0);
    // 1,000 expected of each; 5 standard deviations are under 140
    for (const image of [0, 2, 3, 5]) {
      expect(Math.abs(ofFirst.filter((partner) => partner === image).length - 1000)).toBeLessThan(140);
    }
  });

  it('draw some images twice and some never with replacement', () => {
    const labels = new Uint8Array(1000);
    const { second } = classificationPairs(labels, 1000, { permutations: 1, draw: 'with-replacement' }, 4);
    // 1 − 1/e of the images are expected to be drawn
    expect(new Set(second.slice(1000)).size / 1000).toBeCloseTo(1 - 1 / Math.E, 1);
  });

  it('do for the whole training set of CIFAR-10 what they do for a few images', () => {
    const labels = Uint8Array.from({ length: 50_000 }, (_, image) => image % 10);
    const { first, second } = classificationPairs(labels, 50_000, { permutations: 5, draw: 'permutation' }, 1);
    expect(first).toHaveLength(300_000);
    expect(first.every((image, pair) => labels[image] === labels[second[pair] ?? -1])).toBe(true);
  });

  it('refuse more images than there are labels, and a number of permutations that is none', () => {
    const pairs = (count: number, permutations: number) => () =>
      classificationPairs([0, 1], count, { permutations, draw: 'permutation' }, 1);
    expect(pairs(3, 1)).toThrow('Received 3 as the number of images to pair; expected a whole number from 1 to 2');
    expect(pairs(0, 1)).toThrow('Received 0 as the number of images');
    expect(pairs(2, -1)).toThrow('Received -1 permutations; expected a whole number, 0 or more');
    expect(pairs(2, 0.5)).toThrow('Received 0.5 permutations');
  });
});
