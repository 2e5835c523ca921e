import fc from 'fast-check';

import type { Pairs } from '#main/training/pairing/pairs';

export const anySeed = fc.integer();

/** Labels of 1 to 60 images of up to five classes, uneven, some perhaps with one image or none. */
export const anyLabels: fc.Arbitrary<Uint8Array> = fc
  .array(fc.nat(4), { minLength: 1, maxLength: 60 })
  .map((labels) => Uint8Array.from(labels));

/** Some labels, and how many of the first images are used. */
export function labelsAndCount(smallest: number): fc.Arbitrary<{ labels: Uint8Array; count: number }> {
  return anyLabels
    .filter(({ length }) => length >= smallest)
    .chain((labels) =>
      fc.record({ labels: fc.constant(labels), count: fc.integer({ min: smallest, max: labels.length }) }),
    );
}

/** The pairs one by one. */
export function listOf({ first, second }: Pairs): readonly (readonly [number, number])[] {
  if (first.length !== second.length) throw new Error('expected as many first images as second ones');
  return [...first].map((image, pair) => [image, second[pair] ?? -1]);
}

/** 0 … count − 1. */
export function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
