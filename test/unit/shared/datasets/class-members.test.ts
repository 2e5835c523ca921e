import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { classMembers } from '#shared/datasets/class-members';

import { labelsAndCount, upTo } from '../../main/training/pairing/labelled-images';

describe('the members of the classes', () => {
  it('are the images with that label, in order, among those used', () => {
    fc.assert(
      fc.property(labelsAndCount(1), ({ labels, count }) => {
        const members = classMembers(labels, count);
        expect(members).toHaveLength(Math.max(...labels.slice(0, count)) + 1);
        members.forEach((images, label) => {
          expect([...images]).toEqual(upTo(count).filter((image) => labels[image] === label));
        });
      }),
    );
  });

  it('refuse a label that is no class index, and say of which image', () => {
    for (const label of [-1, 0.5, Number.NaN, 70_000]) {
      expect(() => classMembers([0, label], 2)).toThrow(`Image 1 has the label ${label}; expected a class index`);
    }
  });
});
