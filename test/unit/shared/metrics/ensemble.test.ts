import fc from 'fast-check';
import { expect, it } from 'vitest';

import { averageProbabilities } from '#shared/metrics/ensemble';

const members = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 30 })).chain(([count, length]) =>
  fc.array(fc.float32Array({ min: 0, max: 1, noNaN: true, minLength: length, maxLength: length }), {
    minLength: count,
    maxLength: count,
  }),
);

it('is the mean of what the members say, place by place', () => {
  fc.assert(
    fc.property(members, (given) => {
      const mean = averageProbabilities(given);
      expect(mean).toHaveLength(given[0]?.length ?? 0);
      for (const [place, value] of mean.entries()) {
        let sum = 0;
        for (const member of given) sum += member[place] ?? Number.NaN;
        expect(value).toBe(Math.fround(sum / given.length));
      }
    }),
  );
});

it('is what a member says where there is one, or where all say the same', () => {
  const one = Float32Array.of(0.1, 0.2, 0.7);
  expect(averageProbabilities([one])).toEqual(one);
  expect(averageProbabilities([one, one.slice(), one.slice(), one.slice()])).toEqual(one);
  expect(one).toEqual(Float32Array.of(0.1, 0.2, 0.7));
});

it('has no mean of nothing, or of other shapes', () => {
  expect(() => averageProbabilities([])).toThrow('Received no members of an ensemble; expected one or more.');
  expect(() => averageProbabilities([new Float32Array(3), new Float32Array(4)])).toThrow(
    'Received 3 and 4 probabilities',
  );
});
