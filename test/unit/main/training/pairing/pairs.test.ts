import { describe, expect, it } from 'vitest';

import { joinPairs, labelPairs, pairEach } from '#main/training/pairing/pairs';

import { listOf } from './labelled-images';

describe('pairs', () => {
  it('join in order, and none is no pairs', () => {
    const joined = joinPairs([pairEach(Uint32Array.of(1, 0)), pairEach(Uint32Array.of(2))]);
    expect(listOf(joined)).toEqual([
      [0, 1],
      [1, 0],
      [0, 2],
    ]);
    expect(listOf(joinPairs([]))).toEqual([]);
  });

  it('are the same where the labels are equal', () => {
    expect([...labelPairs(pairEach(Uint32Array.of(1, 2, 2)), [7, 7, 8]).same]).toEqual([1, 0, 1]);
  });
});
