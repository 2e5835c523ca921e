import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { layoutOf, splitNamed, type FoundImage } from '#main/datasets/own/layout';

const laidOut = (...paths: readonly string[]): readonly FoundImage[] | null =>
  layoutOf(paths.map((path) => ({ path, file: `/somewhere/${path}` })));

const told = (images: readonly FoundImage[] | null): unknown =>
  images?.map(({ className, group, split }) => [className, group, split]);

describe('layoutOf', () => {
  it('takes a folder for a class', () => {
    expect(laidOut('cats/1.png', 'dogs/1.png')).toEqual([
      { path: 'cats/1.png', file: '/somewhere/cats/1.png', className: 'cats', group: null, split: null },
      { path: 'dogs/1.png', file: '/somewhere/dogs/1.png', className: 'dogs', group: null, split: null },
    ]);
  });

  it('passes over the folders that all pictures share', () => {
    expect(told(laidOut('pets/images/cats/1.png', 'pets/images/dogs/1.png'))).toEqual([
      ['cats', null, null],
      ['dogs', null, null],
    ]);
  });

  it('takes folders of a split for it, at the top or below a shared one, however they are written', () => {
    expect(told(laidOut('x/Train/cats/1.png', 'x/VAL/cats/2.png', 'x/testing/dogs/1.png'))).toEqual([
      ['cats', null, 'train'],
      ['cats', null, 'validation'],
      ['dogs', null, 'test'],
    ]);
  });

  it('takes a folder called train for a class where one beside it is none of a split', () => {
    expect(told(laidOut('train/1.png', 'plane/1.png'))).toEqual([
      ['train', null, null],
      ['plane', null, null],
    ]);
  });

  it('takes the upper folders of a class for its group', () => {
    expect(told(laidOut('Greek/alpha/1.png', 'Latin/a/1.png', 'Old/Norse/ash/1.png'))).toEqual([
      ['Greek/alpha', 'Greek', null],
      ['Latin/a', 'Latin', null],
      ['Old/Norse/ash', 'Old/Norse', null],
    ]);
    expect(told(laidOut('train/Greek/alpha/1.png', 'test/Latin/a/1.png'))).toEqual([
      ['Greek/alpha', 'Greek', 'train'],
      ['Latin/a', 'Latin', 'test'],
    ]);
  });

  it('names the class of pictures that all lie in one folder', () => {
    expect(told(laidOut('pets/cats/1.png', 'pets/cats/2.png'))).toEqual([
      ['cats', null, null],
      ['cats', null, null],
    ]);
  });

  it.each([
    ['of no folder', ['1.png', 'cats/2.png']],
    ['of no folder at all', ['1.png', '2.png']],
    ['of a split, and of no class', ['train/1.png', 'test/2.png']],
  ])('is null where a picture is %s', (_how, paths) => {
    expect(laidOut(...paths)).toBeNull();
  });

  it('finds nothing in nothing', () => {
    expect(laidOut()).toEqual([]);
  });

  const folder = fc.constantFrom('train', 'test', 'a', 'b', '__proto__', 'constructor', ' ', '🐈');
  it('gives every picture a class out of its own folders, wherever they lie', () => {
    fc.assert(
      fc.property(fc.array(fc.array(folder, { maxLength: 4 }), { maxLength: 8 }), (all) => {
        const paths = all.map((folders, index) => [...folders, `${index}.png`].join('/'));
        const images = laidOut(...paths);
        // no folder, or none but that of a split
        if (images === null) return all.some((folders) => splitNamed(folders.at(-1) ?? 'train') !== null);
        return (
          images.length === all.length &&
          images.every(({ path, className, group }, index) => {
            const inside = path.slice(0, path.lastIndexOf('/'));
            const isGroup = group === null ? !className.includes('/') : className.startsWith(`${group}/`);
            return (
              path === paths[index] &&
              className !== '' &&
              isGroup &&
              (inside === className || inside.endsWith(`/${className}`))
            );
          })
        );
      }),
    );
  });

  it('says the same of a picture in whatever order they come', () => {
    fc.assert(
      fc.property(
        fc
          .uniqueArray(
            fc.array(folder, { minLength: 1, maxLength: 3 }).map((folders) => [...folders, '1.png'].join('/')),
          )
          .chain((paths) => fc.tuple(fc.constant(paths), fc.shuffledSubarray(paths, { minLength: paths.length }))),
        ([paths, shuffled]) => {
          const sorted = (images: readonly FoundImage[] | null): unknown =>
            images?.toSorted((one, other) => (one.path < other.path ? -1 : 1)) ?? null;
          expect(sorted(laidOut(...shuffled))).toEqual(sorted(laidOut(...paths)));
        },
      ),
    );
  });
});

describe('splitNamed', () => {
  it.each([
    [' Train ', 'train'],
    ['VALID', 'validation'],
    ['eval', 'test'],
    ['toString', null],
    ['__proto__', null],
    ['', null],
  ])('takes %j for %j', (word, split) => {
    expect(splitNamed(word)).toBe(split);
  });
});
