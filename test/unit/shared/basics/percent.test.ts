import fc from 'fast-check';
import { expect, it } from 'vitest';

import { percentText } from '#shared/basics/percent';

it.each([
  [1, '100'],
  [0.5, '50'],
  [0.1, '10'],
  [0.07, '7'],
  [0.1234, '12.34'],
  [0.0025, '0.25'],
  [0.00001, '0.001'],
  [0.00003, '0.003'],
  [0.0000123, '0.0012'],
  [0.99999, '99.999'],
  [0, '0'],
])('%d is %s %%', (share, text) => {
  expect(percentText(share)).toBe(text);
});

it('a share of some, but not all, reads neither as none nor as all', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (share) => {
      const text = percentText(share);
      expect(text).toMatch(/^\d+(\.\d*[1-9])?$/);
      expect(['0', '100']).not.toContain(text);
      expect(Math.abs(Number(text) - share * 100)).toBeLessThanOrEqual(0.005 + 1e-12);
    }),
  );
});
