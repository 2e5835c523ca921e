import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { balancedPairs } from '#main/training/pairing/balanced';

import { anySeed, labelsAndCount, listOf } from './labelled-images';

const sizeOfClass = (labels: Uint8Array, count: number, label: number): number =>
  labels.slice(0, count).filter((other) => other === label).length;

const usable = labelsAndCount(4).filter(
  ({ labels, count }) => [0, 1, 2, 3, 4].filter((label) => sizeOfClass(labels, count, label) >= 2).length >= 2,
);

describe('balanced pairs', () => {
  it('alternate same and different, never an image with itself, only from classes with two images', () => {
    fc.assert(
      fc.property(usable, fc.nat(30), anySeed, ({ labels, count }, pairsOfEach, seed) => {
        const pairs = balancedPairs(labels, count, pairsOfEach, seed);
        const list = listOf(pairs);
        expect([...pairs.same]).toEqual(list.map((_, pair) => 1 - (pair % 2)));
        expect(list).toHaveLength(2 * pairsOfEach);
        list.forEach(([one, other], pair) => {
          expect(one).not.toBe(other);
          expect(labels[one] === labels[other] ? 1 : 0).toBe(pairs.same[pair]);
          for (const image of [one, other]) {
            expect(image).toBeLessThan(count);
            expect(sizeOfClass(labels, count, labels[image] ?? -1)).toBeGreaterThanOrEqual(2);
          }
        });
        expect(balancedPairs(labels, count, pairsOfEach, seed)).toEqual(pairs);
      }),
    );
  });

  it('draw every class equally often for both kinds of pair, whatever its size', () => {
    // 2, 8 and 90 images, and one that is alone in its class
    const labels = Uint8Array.from({ length: 101 }, (_, image) =>
      image < 2 ? 0 : image < 10 ? 1 : image < 100 ? 2 : 3,
    );
    const pairs = balancedPairs(labels, 101, 6000, 3);
    const seen = [0, 1].map((kind) => {
      const images = listOf(pairs).flatMap((images, pair) => (pairs.same[pair] === kind ? images : []));
      return [0, 1, 2, 3].map((label) => images.filter((image) => labels[image] === label).length);
    });
    // 4,000 expected of each; 5 standard deviations are under 370
    for (const [alone, ...others] of seen.map((counts) => counts.toReversed())) {
      expect(alone).toBe(0);
      for (const count of others) expect(Math.abs(count - 4000)).toBeLessThan(370);
    }
  });

  it('draw every two images of a class equally often', () => {
    const { first, second } = balancedPairs(Uint8Array.of(0, 0, 0, 1, 1), 5, 12_000, 8);
    const counts = new Map<string, number>();
    first.forEach((image, pair) => {
      const other = second[pair] ?? -1;
      if (image < 3 && other < 3) counts.set(`${image} ${other}`, (counts.get(`${image} ${other}`) ?? 0) + 1);
    });
    // six ordered pairs, 1,000 expected of each; 5 standard deviations are under 155
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(155);
  });

  it('differ by seed', () => {
    const labels = Uint8Array.from({ length: 40 }, (_, image) => image % 4);
    expect(balancedPairs(labels, 40, 20, 1)).not.toEqual(balancedPairs(labels, 40, 20, 2));
  });

  it('refuse images that cannot give both kinds of pair, and a number of pairs that is none', () => {
    expect(() => balancedPairs([0, 0, 1], 3, 1, 1)).toThrow(
      'Received 3 images in which 1 classes have two images or more; expected at least 2',
    );
    expect(() => balancedPairs([0, 0, 1, 1], 4, 1.5, 1)).toThrow('Received 1.5 pairs of each kind');
  });
});
