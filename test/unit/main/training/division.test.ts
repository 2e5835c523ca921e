import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { divideTraining, subsetOf } from '#main/training/division';
import { examplesOf } from '#main/training/examples';
import { sampledImages } from '#shared/datasets/sample';
import type { PairingSpec } from '#shared/experiment/experiment';

const HELD_OUT = { kind: 'held-out', fraction: 0.2 } as const;
const firstImages = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, image) => image);
const labels = Uint8Array.from({ length: 200 }, (_, image) => (image * 7) % 10);

describe('the division of the training images', () => {
  it('leaves them all to training where the test set is watched', () => {
    expect(divideTraining(labels, firstImages(5), { kind: 'test-set' }, 1)).toEqual({
      trained: Uint32Array.of(0, 1, 2, 3, 4),
      heldOut: null,
    });
  });

  it('divides the images used into two without an image in common, and takes the same part of each class', () => {
    const classes = fc.array(fc.nat({ max: 4 }), { minLength: 10, maxLength: 300 });
    const fractions = fc.double({ min: 0.1, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(classes, fractions, fc.integer({ min: 1, max: 2 ** 31 - 1 }), (drawn, fraction, seed) => {
        const sizes = [0, 1, 2, 3, 4].map((label) => drawn.filter((other) => other === label).length);
        const wanted = sizes.map((size) => Math.min(Math.round(size * fraction), Math.max(0, size - 1)));
        fc.pre(wanted.some((size) => size > 0));
        const { trained, heldOut } = divideTraining(
          drawn,
          firstImages(drawn.length),
          { kind: 'held-out', fraction },
          seed,
        );
        const both = [...trained, ...(heldOut ?? [])].toSorted((a, b) => a - b);
        expect(both).toEqual(drawn.map((_, image) => image));
        expect(
          [0, 1, 2, 3, 4].map((label) => [...(heldOut ?? [])].filter((image) => drawn[image] === label).length),
        ).toEqual(wanted);
      }),
    );
  });

  it('repeats itself by seed, differs by seed, and reads only the images used', () => {
    const once = divideTraining(labels, firstImages(100), HELD_OUT, 3);
    expect(divideTraining(labels, firstImages(100), HELD_OUT, 3)).toEqual(once);
    expect(divideTraining(labels, firstImages(100), HELD_OUT, 4)).not.toEqual(once);
    expect(Math.max(...once.trained, ...(once.heldOut ?? []))).toBe(99);
  });

  it('holds out of a drawn sample as many of each class as of any other, and only of the sample', () => {
    const used = sampledImages(labels, 100, 'drawn', 3);
    const { trained, heldOut } = divideTraining(labels, used, HELD_OUT, 3);
    expect([...trained, ...(heldOut ?? [])].toSorted((one, other) => one - other)).toEqual([...used]);
    const heldOfClass = Array.from(
      { length: 10 },
      (_, label) => [...(heldOut ?? [])].filter((image) => labels[image] === label).length,
    );
    expect(heldOfClass).toEqual(new Array(10).fill(2));
  });

  it('refuses to hold nothing out', () => {
    expect(() => divideTraining([0, 1, 2], firstImages(3), HELD_OUT, 1)).toThrow(
      /Received 0\.2 of 3 training images to hold out/,
    );
  });

  it.each<PairingSpec | null>([
    null,
    { kind: 'class-preserving', permutations: 3, draw: 'with-replacement', redraw: true },
    { kind: 'class-preserving', permutations: 2, draw: 'permutation', redraw: false },
    { kind: 'rotations', rotations: [1, 5], sameWeight: 2, further: null },
    { kind: 'random-permutation', permutations: 2, redraw: true, sameWeight: 2 },
    { kind: 'balanced', redraw: true },
  ])('keeps what is held out away from every image and pair of %j', (pairing) => {
    const { trained, heldOut } = divideTraining(labels, firstImages(150), HELD_OUT, 2);
    const examples = examplesOf({ images: new Uint8Array(), labels, count: 200 }, trained, pairing, 1);
    for (const epoch of [1, 2]) {
      const { first, second = first, same } = examples(epoch);
      const shown = new Set([...first, ...second]);
      expect([...(heldOut ?? [])].filter((image) => shown.has(image))).toEqual([]);
      expect([...shown].every((image) => image < 150)).toBe(true);
      if (pairing?.kind === 'class-preserving')
        expect(first.every((image, pair) => labels[image] === labels[second[pair] ?? 0])).toBe(true);
      same?.forEach((is, pair) => {
        expect(is === 1).toBe(labels[first[pair] ?? 0] === labels[second[pair] ?? 0]);
      });
    }
  });

  it('changes nothing about the pairs where nothing is held out', () => {
    const pairing = { kind: 'class-preserving', permutations: 1, draw: 'with-replacement', redraw: false } as const;
    const { first, second } = examplesOf(
      { images: new Uint8Array(), labels, count: 200 },
      divideTraining(labels, firstImages(200), { kind: 'test-set' }, 1).trained,
      pairing,
      1,
    )(1);
    expect([...first]).toEqual(Array.from({ length: 400 }, (_, pair) => pair % 200));
    expect([...(second?.subarray(0, 200) ?? [])]).toEqual([...first.subarray(0, 200)]);
  });
});

it('a part of a set is a set of its own, in the order asked for', () => {
  const set = { images: Uint8Array.from([1, 2, 3, 4, 5, 6]), labels: Uint8Array.from([7, 8, 9]), count: 3 };
  expect(subsetOf(set, Uint32Array.of(2, 0))).toEqual({
    images: Uint8Array.from([5, 6, 1, 2]),
    labels: Uint8Array.from([9, 7]),
    count: 2,
  });
});
