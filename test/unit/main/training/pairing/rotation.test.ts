import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { rotationPairs } from '#main/training/pairing/rotation';

import { labelsAndCount, listOf, upTo } from './labelled-images';

const rotated = labelsAndCount(2).chain(({ labels, count }) =>
  fc.record({
    labels: fc.constant(labels),
    count: fc.constant(count),
    rotations: fc.array(fc.integer({ min: 1, max: count - 1 }), { maxLength: 4 }),
  }),
);

describe('rotation pairs', () => {
  it('are one set a rotation, each image with the one so many places on, same where the labels are equal', () => {
    fc.assert(
      fc.property(rotated, ({ labels, count, rotations }) => {
        const pairs = rotationPairs(labels, count, rotations);
        const expected = rotations.flatMap((rotation) => {
          const shifted = [...upTo(count).slice(rotation), ...upTo(count).slice(0, rotation)];
          return upTo(count).map((image) => [image, shifted[image] ?? -1] as const);
        });
        expect(listOf(pairs)).toEqual(expected);
        expect([...pairs.same]).toEqual(expected.map(([one, other]) => (labels[one] === labels[other] ? 1 : 0)));
        expect(expected.every(([one, other]) => one !== other)).toBe(true);
      }),
    );
  });

  it('refuse a rotation that pairs images with themselves, and a single image', () => {
    for (const rotation of [0, 3, -2, 0.5]) {
      expect(() => rotationPairs([0, 1, 0], 3, [1, rotation])).toThrow(
        `Received a rotation by ${rotation} of 3 images`,
      );
    }
    expect(() => rotationPairs([0], 1, [])).toThrow('Received 1 as the number of images to pair');
  });
});
