import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { assignSplit, type Side } from '#main/datasets/own/assign-split';
import { GIVEN_SPLITS, type FoundImage } from '#main/datasets/own/layout';
import { OWN_SPLITS, TEST_SHARE, type OwnSplit } from '#shared/datasets/own';
import { LabError } from '#shared/errors/errors';

const CLASSES = ['a', 'b', 'c', 'd', '__proto__', 'constructor', '猫'];

function found(className: string, group: string | null, split: FoundImage['split'], number: number): FoundImage {
  return { path: `${className}/${number}.png`, file: `/${number}`, className, group, split };
}

/** Pictures of a few classes and groups, each of a path of its own. */
const pictures = fc
  .array(
    fc.tuple(fc.constantFrom(...CLASSES), fc.constantFrom('g', 'h', 'i', 'toString'), fc.constantFrom(...GIVEN_SPLITS)),
    {
      maxLength: 40,
    },
  )
  .map((all) => all.map(([className, group, split], number) => found(className, group, split, number)));

const share = fc.double({ min: TEST_SHARE.min, max: TEST_SHARE.max, noNaN: true });
const seed = fc.nat(0xffff_ffff);

/** Null where they cannot be split so. */
function sidesOf(
  images: readonly FoundImage[],
  split: OwnSplit,
  testShare: number,
  drawn: number,
): readonly Side[] | null {
  try {
    return assignSplit(images, { split, testShare, seed: drawn });
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return null;
  }
}

/** What each name, such as a class, has on its sides. */
function sidesBy(
  images: readonly FoundImage[],
  sides: readonly Side[],
  nameOf: (image: FoundImage) => string,
): Map<string, Side[]> {
  const by = new Map<string, Side[]>();
  images.forEach((image, index) => by.set(nameOf(image), [...(by.get(nameOf(image)) ?? []), sides[index] ?? 'train']));
  return by;
}

describe('assignSplit', () => {
  it.each(OWN_SPLITS)('gives every picture a side: %s', (split) => {
    fc.assert(
      fc.property(pictures, share, seed, (images, testShare, drawn) => {
        const sides = sidesOf(images, split, testShare, drawn);
        if (sides !== null)
          return sides.length === images.length && sides.every((side) => ['train', 'test'].includes(side));
        // all of these pictures have a split and a group
        if (split === 'by-class') return new Set(images.map(({ className }) => className)).size < 2;
        return split === 'by-group' && new Set(images.map(({ group }) => group)).size < 2;
      }),
    );
  });

  it.each<[OwnSplit, (image: FoundImage) => string]>([
    ['by-class', ({ className }) => className],
    ['by-group', ({ group }) => group ?? ''],
  ])('%s has something on both sides, and nothing on both', (split, nameOf) => {
    fc.assert(
      fc.property(pictures, share, seed, (images, testShare, drawn) => {
        const sides = sidesOf(images, split, testShare, drawn);
        if (sides === null) return;
        expect(new Set(sides).size).toBe(2);
        for (const own of sidesBy(images, sides, nameOf).values()) expect(new Set(own).size).toBe(1);
      }),
    );
  });

  it('at random keeps each class on both sides, in its share, where it has two pictures; one alone is trained on', () => {
    fc.assert(
      fc.property(pictures, share, seed, (images, testShare, drawn) => {
        const sides = sidesOf(images, 'random', testShare, drawn) ?? [];
        for (const own of sidesBy(images, sides, ({ className }) => className).values()) {
          const tested = own.filter((side) => side === 'test').length;
          if (own.length === 1) expect(own).toEqual(['train']);
          else {
            expect(new Set(own).size).toBe(2);
            expect(Math.abs(tested - own.length * testShare)).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  it.each(OWN_SPLITS)('gives a picture the same side in whatever order they come: %s', (split) => {
    const shuffled = pictures.chain((images) =>
      fc.tuple(fc.constant(images), fc.shuffledSubarray(images, { minLength: images.length })),
    );
    fc.assert(
      fc.property(shuffled, share, seed, ([images, others], testShare, drawn) => {
        const byPath = (all: readonly FoundImage[]): unknown => {
          const sides = sidesOf(all, split, testShare, drawn);
          return sides === null ? null : new Map(all.map(({ path }, index) => [path, sides[index]]));
        };
        expect(byPath(others)).toEqual(byPath(images));
      }),
    );
  });

  it('draws others by another seed', () => {
    const images = Array.from({ length: 40 }, (_, number) => found(`c${number % 20}`, `g${number % 10}`, null, number));
    for (const split of ['random', 'by-group', 'by-class'] as const) {
      const drawn = new Set([1, 2, 3].map((given) => sidesOf(images, split, 0.5, given)?.join()));
      expect(drawn.size).toBe(3);
    }
  });

  it('as given trains on what is given for validation', () => {
    const images = GIVEN_SPLITS.map((split, number) => found('a', null, split, number));
    expect(assignSplit(images, { split: 'as-given', testShare: 0.2, seed: 1 })).toEqual(['train', 'train', 'test']);
  });

  it.each<[OwnSplit, FoundImage[], RegExp]>([
    [
      'as-given',
      [found('a', null, null, 1)],
      /nothing says whether a\/1\.png is trained or tested on; expected folders train/,
    ],
    ['by-group', [found('a', null, null, 1)], /nothing says which group a\/1\.png is of; expected folders of groups/],
    ['by-group', [found('a', 'g', null, 1)], /there are 1 groups; expected two groups at least/],
    ['by-class', [found('a', null, null, 1)], /there are 1 classes; expected two classes at least/],
  ])('%s says why it cannot be', (split, images, says) => {
    expect(() => assignSplit(images, { split, testShare: 0.2, seed: 1 })).toThrow(says);
  });
});
