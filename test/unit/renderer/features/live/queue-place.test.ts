import { expect, it } from 'vitest';

import { placeAfterDrop } from '../../../../../src-renderer/features/live/queue-place';

it('puts a run before the one it is dropped on, or at the end', () => {
  expect(placeAfterDrop([1, 2, 3], 3, 1)).toEqual({ before: 1 });
  expect(placeAfterDrop([1, 2, 3], 1, 3)).toEqual({ before: 3 });
  expect(placeAfterDrop([1, 2, 3], 1, null)).toEqual({ before: null });
});

it('changes nothing where a run is dropped on its own place', () => {
  expect(placeAfterDrop([1, 2, 3], 2, 2)).toBe('same');
  expect(placeAfterDrop([1, 2, 3], 2, 3)).toBe('same');
  expect(placeAfterDrop([1, 2, 3], 3, null)).toBe('same');
});
