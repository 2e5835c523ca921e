import fc from 'fast-check';
import { expect, it } from 'vitest';

import { digitsOf, placeScale, valueScale } from '../../../../src-shared/answers/scale';

const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true, noDefaultInfinity: true }), { minLength: 1 });

it('holds every value between its ends, with few round ticks', () => {
  fc.assert(
    fc.property(values, (given) => {
      const { low, high, ticks, at } = valueScale(given);
      for (const value of given) {
        expect(at(value)).toBeGreaterThanOrEqual(-1e-9);
        expect(at(value)).toBeLessThanOrEqual(1 + 1e-9);
      }
      expect(high).toBeGreaterThan(low);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(9);
    }),
  );
});

it('writes ticks with the decimals that they need', () => {
  expect(valueScale([0.61, 0.66]).ticks).toEqual([0.6, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66, 0.67]);
  expect(digitsOf([{ value: 0.1 }, { value: 0.15 }])).toBe(2);
  expect(digitsOf([{ value: 1 }, { value: 2 }])).toBe(0);
});

it('has a tick at each place, evenly where they are close', () => {
  expect(placeScale([2, 1, 3, 2]).ticks).toEqual([1, 2, 3]);
  expect(placeScale([1, 2, 3]).at(2)).toBe(0.5);
  expect(placeScale([0, 10]).at(5)).toBe(0.5);
  expect(placeScale([7]).at(7)).toBe(0.5);
});
