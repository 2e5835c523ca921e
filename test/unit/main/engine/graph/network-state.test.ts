import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { partsOf } from '#main/engine/graph/network-state';

const sizes = (tensors: readonly { readonly shape: readonly number[] }[]): number =>
  tensors.reduce((sum, { shape: [length = 0] }) => sum + 4 * length, 0);

describe('tensors in parts', () => {
  it('are all there in their order, in parts of 32 MiB at most unless one tensor alone is larger', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12_000_000 })), (lengths) => {
        const tensors = lengths.map((length, place) => ({ name: String(place), shape: [length] }));
        const parts = partsOf(tensors);
        expect(parts.flat()).toEqual(tensors);
        for (const part of parts) {
          expect(part.length).toBeGreaterThan(0);
          expect(part.length === 1 || sizes(part) <= 2 ** 25).toBe(true);
        }
        // no two neighbours would fit into one
        parts.slice(1).forEach((part, place) => {
          expect(sizes(parts[place] ?? []) + sizes(part.slice(0, 1))).toBeGreaterThan(2 ** 25);
        });
      }),
    );
  });

  it('are one part where they are small, and none where there are none', () => {
    expect(
      partsOf([
        { name: 'a', shape: [3, 3] },
        { name: 'b', shape: [] },
      ]),
    ).toHaveLength(1);
    expect(partsOf([])).toEqual([]);
  });
});
