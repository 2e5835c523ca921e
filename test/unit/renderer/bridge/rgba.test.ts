import { expect, it } from 'vitest';

import { rgbaOf } from '../../../../src-renderer/bridge/rgba';

it('takes three channels as red, green, blue', () => {
  const pixels = Uint8Array.of(9, 9, 9, 9, 9, 9, 1, 2, 3, 4, 5, 6);
  expect([...rgbaOf(pixels, [1, 2, 3], 1)]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
});

it('takes one channel as grey', () => {
  expect([...rgbaOf(Uint8Array.of(7, 200), [2, 1, 1], 0)]).toEqual([7, 7, 7, 255, 200, 200, 200, 255]);
});
