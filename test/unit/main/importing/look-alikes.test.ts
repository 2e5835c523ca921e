import { describe, expect, it } from 'vitest';

import { createRandom } from '#shared/basics/random';
import { differenceHash } from '#main/importing/look-alikes';

const filled = (side: number, valueAt: (x: number, y: number) => number): Uint8Array =>
  Uint8Array.from({ length: side * side }, (_, place) => valueAt(place % side, Math.floor(place / side)));

const ones = (hash: bigint): number => hash.toString(2).replaceAll('0', '').length;

describe('differenceHash', () => {
  it.each([9, 28, 56, 224])('is all ones where it grows lighter to the right, and none where darker: %i', (side) => {
    expect(
      differenceHash(
        filled(side, (x) => Math.floor((x * 255) / side)),
        side,
        1,
      ),
    ).toBe(2n ** 64n - 1n);
    expect(
      differenceHash(
        filled(side, (x) => 255 - Math.floor((x * 255) / side)),
        side,
        1,
      ),
    ).toBe(0n);
  });

  it('has its first bit at the top left and its last at the bottom right', () => {
    // means of 8 rows of 9 parts, each of 8 × 9 pixels
    const spot = (column: number, row: number): bigint =>
      differenceHash(
        filled(72, (x, y) => (Math.floor(x / 8) === column && Math.floor(y / 9) === row ? 255 : 0)),
        72,
        1,
      );
    expect(spot(1, 0)).toBe(2n ** 63n);
    expect(spot(8, 7)).toBe(1n);
    expect(spot(0, 3)).toBe(0n);
  });

  it('is the same for a picture that is a little lighter, and for the same in three equal channels', () => {
    const random = createRandom(3);
    const picture = filled(28, () => random.integer(200));
    const hash = differenceHash(picture, 28, 1);
    expect(
      differenceHash(
        picture.map((value) => value + 20),
        28,
        1,
      ),
    ).toBe(hash);
    const coloured = Uint8Array.from({ length: 28 * 28 * 3 }, (_, place) => picture[Math.floor(place / 3)] ?? 0);
    expect(differenceHash(coloured, 28, 3)).toBe(hash);
  });

  it('differs in about half of its bits for another picture', () => {
    const random = createRandom(4);
    const [one, other] = [0, 1].map(() =>
      differenceHash(
        filled(56, () => random.integer(256)),
        56,
        1,
      ),
    );
    expect(ones((one ?? 0n) ^ (other ?? 0n))).toBeGreaterThan(16);
  });

  it('is of a picture of the smallest side too', () => {
    expect(
      differenceHash(
        filled(8, (x) => x * 30),
        8,
        1,
      ),
    ).toBeGreaterThan(0n);
  });
});
