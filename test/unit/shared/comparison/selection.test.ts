import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { keyText, MOST_COMPARED, parseKey, parseKeys, type ComparedKey } from '#shared/comparison/selection';
import { PUBLISHED_ROW_IDS } from '#shared/reference/published';

const id = fc.integer({ min: 1, max: 999_999 });
const key: fc.Arbitrary<ComparedKey> = fc.oneof(
  id.map((each) => ({ kind: 'run' as const, id: each })),
  id.map((each) => ({ kind: 'experiment' as const, id: each })),
  fc.constantFrom(...PUBLISHED_ROW_IDS).map((row) => ({ kind: 'row' as const, row })),
);

describe('what is compared, as text', () => {
  it('reads as it was written, in its order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { selector: keyText, maxLength: MOST_COMPARED }), (keys) => {
        expect(parseKeys(keys.map(keyText).join(','))).toEqual({ keys, strange: [], surplus: 0 });
      }),
    );
  });

  it('tells experiment 1 from the row E1', () => {
    expect([parseKey('E1'), parseKey('experiment-1')]).toEqual([
      { kind: 'row', row: 'E1' },
      { kind: 'experiment', id: 1 },
    ]);
  });

  it('takes each once and eight at most, and says what it could not read', () => {
    expect(parseKeys('3, 3,,x,0,C99,-1')).toEqual({
      keys: [{ kind: 'run', id: 3 }],
      strange: ['x', '0', 'C99', '-1'],
      surplus: 0,
    });
    expect(parseKeys('1,2,3,4,5,6,7,8,9,10')).toMatchObject({ keys: { length: 8 }, surplus: 2 });
  });
});
