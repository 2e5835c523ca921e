import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { polishForm } from '../../../../src-renderer/i18n/polish-plural';

const ONE = 0;
const FEW = 1;
const MANY = 2;
const FRACTION = 3;

/** The rule as Unicode CLDR writes it, said by hand. */
function formByTheBook(count: number): number {
  if (!Number.isInteger(count)) return FRACTION;
  if (count === 1) return ONE;
  const [tens, ones] = [count % 100, count % 10];
  return ones >= 2 && ones <= 4 && !(tens >= 12 && tens <= 14) ? FEW : MANY;
}

describe('the form of a Polish message', () => {
  it.each([
    [0, MANY],
    [1, ONE],
    [2, FEW],
    [3, FEW],
    [4, FEW],
    [5, MANY],
    [10, MANY],
    [11, MANY],
    [12, MANY],
    [13, MANY],
    [14, MANY],
    [15, MANY],
    [21, MANY],
    [22, FEW],
    [25, MANY],
    [101, MANY],
    [102, FEW],
    [112, MANY],
    [122, FEW],
    [1000, MANY],
    [1002, FEW],
    [1012, MANY],
    [0.5, FRACTION],
    [1.5, FRACTION],
    [2.5, FRACTION],
  ])('for %d is number %d', (count, form) => {
    expect(polishForm(count, 4)).toBe(form);
  });

  it('is the one by the book, for any count', () => {
    fc.assert(
      fc.property(fc.nat(), (count) => {
        expect(polishForm(count, 4)).toBe(formByTheBook(count));
      }),
    );
  });

  it('is the category that the runtime names', () => {
    const rules = new Intl.PluralRules('pl');
    const counts = fc.oneof(
      fc.nat(),
      fc.integer({ min: 0, max: 99_999 }).map((hundredths) => hundredths / 100),
    );
    fc.assert(
      fc.property(counts, (count) => {
        expect(['one', 'few', 'many', 'other'][polishForm(count, 4)]).toBe(rules.select(count));
      }),
    );
  });

  it('is never one that the message lacks', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 4 }), (count, forms) => {
        expect(polishForm(count, forms)).toBeLessThan(forms);
        expect(polishForm(count, forms)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
