import { describe, expect, it } from 'vitest';

import { DATASETS, trainingCount } from '#shared/datasets/datasets';

describe('a fraction of a training set', () => {
  it('is a whole number of images, at least one', () => {
    expect(trainingCount(DATASETS.get('cifar10'), 1)).toBe(50_000);
    expect(trainingCount(DATASETS.get('cifar10'), 0.1)).toBe(5_000);
    expect(trainingCount(DATASETS.get('cifar10'), 0.00001)).toBe(1);
  });
});

describe('the facts about datasets', () => {
  it.each(DATASETS.kinds())('%s stands under its own name, with different classes', (name) => {
    const { name: own, classNames, origin, needsInstall } = DATASETS.get(name);
    expect(own).toBe(name);
    expect(new Set(classNames).size).toBe(classNames.length);
    expect(origin !== undefined).toBe(needsInstall);
  });

  // https://www.nist.gov/itl/products-and-services/emnist-dataset, where letters are counted as 145,600
  it.each([
    ['emnist-letters', 26, 124_800, 20_800],
    ['emnist-balanced', 47, 112_800, 18_800],
    ['emnist-byclass', 62, 697_932, 116_323],
    ['emnist-bymerge', 47, 697_932, 116_323],
    ['emnist-digits', 10, 240_000, 40_000],
    ['emnist-mnist', 10, 60_000, 10_000],
  ] as const)('%s has %i classes, %i train and %i test images of 28×28', (name, classes, trainCount, testCount) => {
    const { classNames, imageShape, ...facts } = DATASETS.get(name);
    expect(facts).toMatchObject({ trainCount, testCount });
    expect(classNames).toHaveLength(classes);
    expect(imageShape).toEqual([28, 28, 1]);
  });

  it('name the classes of EMNIST as its mapping files do', () => {
    const codes = (name: 'emnist-balanced' | 'emnist-bymerge' | 'emnist-byclass'): number[] =>
      DATASETS.get(name).classNames.map((className) => className.charCodeAt(0));
    const span = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);
    const merged = [...span(48, 57), ...span(65, 90), 97, 98, 100, 101, 102, 103, 104, 110, 113, 114, 116];
    expect(codes('emnist-balanced')).toEqual(merged);
    expect(codes('emnist-bymerge')).toEqual(merged);
    expect(codes('emnist-byclass')).toEqual([...span(48, 57), ...span(65, 90), ...span(97, 122)]);
    expect(DATASETS.get('emnist-letters').classNames.join('')).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    expect(DATASETS.get('emnist-digits').classNames.join('')).toBe('0123456789');
  });
});
