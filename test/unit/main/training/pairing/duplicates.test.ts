import { describe, expect, it } from 'vitest';

import { duplicatePairs } from '#main/training/pairing/duplicates';

import { listOf } from './labelled-images';

describe('duplicates', () => {
  it('give each image with itself, in order', () => {
    const pairs = duplicatePairs(3);
    expect(listOf(pairs)).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
    // two arrays: a change to one half must not reach the other
    expect(pairs.first).not.toBe(pairs.second);
    expect(listOf(duplicatePairs(0))).toEqual([]);
  });
});
