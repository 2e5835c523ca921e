import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { typedNumber } from '../../../../src-renderer/ui/typed-number';

describe('a typed number', () => {
  it.each([
    ['0.1', 0.1],
    ['0,1', 0.1],
    [' 0,001 ', 0.001],
    ['2,5', 2.5],
    ['-0,5', -0.5],
    ['1e-3', 0.001],
    ['100', 100],
  ])('“%s” is %d', (text, value) => {
    expect(typedNumber(text)).toBe(value);
  });

  it.each(['', '  ', 'a tenth', '1,000', '12,345', '1,2,3', '0,1,2', ',5', '1,'])('“%s” is none', (text) => {
    expect(typedNumber(text)).toBeNaN();
  });

  it('is the same with a comma as with a point, below one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), (tenThousandths) => {
        const text = (tenThousandths / 10_000).toFixed(4);
        expect(typedNumber(text.replace('.', ','))).toBe(typedNumber(text));
      }),
    );
  });
});
