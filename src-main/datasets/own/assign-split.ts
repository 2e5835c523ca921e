import { createRandom, deriveSeed, permutation, type Random } from '#shared/basics/random';
import type { ImportPlan } from '#shared/datasets/own';
import { LabError } from '#shared/errors/errors';

import type { FoundImage } from './layout';

export type Side = 'train' | 'test';

/**
 * Says of each image whether it is trained or tested on. What is drawn depends on the names of classes and groups, the
 * paths, the share and the seed alone. A given validation set is trained on: what a run watches it holds out itself.
 * @returns a side an image, in the order of the images
 * @throws LabError `invalid-request` where the images cannot be split so
 */
export function assignSplit(
  images: readonly FoundImage[],
  { split, testShare, seed }: Pick<ImportPlan, 'split' | 'testShare' | 'seed'>,
): readonly Side[] {
  const random = createRandom(deriveSeed(seed, 'own-images/split'));
  switch (split) {
    case 'as-given':
      return images.map(({ path, split: given }) => {
        if (given !== null) return given === 'test' ? 'test' : 'train';
        throw refusal(
          `nothing says whether ${path} is trained or tested on`,
          'folders train and test, or a column split',
        );
      });
    case 'by-group': {
      const groups = namesOf(images.map(({ path, group }) => group ?? refuseGroup(path)));
      const tested = drawn(groups, testShare, random, 'groups');
      return images.map(({ group }) => (tested.has(group ?? '') ? 'test' : 'train'));
    }
    case 'by-class': {
      const tested = drawn(namesOf(images.map(({ className }) => className)), testShare, random, 'classes');
      return images.map(({ className }) => (tested.has(className) ? 'test' : 'train'));
    }
    case 'random':
      return withinClasses(images, testShare, random);
  }
}

function namesOf(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

/** At least one is tested on, and at least one is left to train on. */
function drawn(names: readonly string[], share: number, random: Random, what: string): ReadonlySet<string> {
  if (names.length < 2)
    throw refusal(`there are ${names.length} ${what}`, `two ${what} at least, one to train and one to test on`);
  const count = Math.min(names.length - 1, Math.max(1, Math.round(names.length * share)));
  return new Set(Array.from(permutation(names.length, random).slice(0, count), (index) => names[index] ?? ''));
}

/** The same part of each class; a class of one image is trained on. */
function withinClasses(images: readonly FoundImage[], share: number, random: Random): readonly Side[] {
  const sides = images.map((): Side => 'train');
  const members = new Map<string, number[]>();
  images.forEach(({ className }, index) => {
    const known = members.get(className);
    if (known === undefined) members.set(className, [index]);
    else known.push(index);
  });
  for (const name of [...members.keys()].sort()) {
    const own = (members.get(name) ?? []).sort((one, other) =>
      (images[one]?.path ?? '') < (images[other]?.path ?? '') ? -1 : 1,
    );
    const count = own.length < 2 ? 0 : Math.min(own.length - 1, Math.max(1, Math.round(own.length * share)));
    for (const place of permutation(own.length, random).slice(0, count)) sides[own[place] ?? 0] = 'test';
  }
  return sides;
}

function refuseGroup(path: string): never {
  throw refusal(
    `nothing says which group ${path} is of`,
    'folders of groups above those of the classes, or a column group',
  );
}

function refusal(received: string, expected: string): LabError {
  return new LabError(
    'invalid-request',
    `The images cannot be split like this: ${received}; expected ${expected}. Choose another split.`,
  );
}
