import { expect, it } from 'vitest';

import type { ScoredPairSet } from '#shared/datasets/pixels';
import { listPairs, setChoices, setsOf } from '#shared/runs/pair-list';

const set = (rotation: number | null, scores: readonly number[], same: readonly number[]): ScoredPairSet => ({
  rotation,
  scores: Float32Array.from(scores),
  same: Uint8Array.from(same),
  second: Uint32Array.from(scores, (_, image) => image + 10),
});
const FIRST = set(1, [0.25, 0.75, 0.5, 0.125], [1, 1, 0, 0]);
const SECOND = set(2, [0.875, 0.375], [1, 0]);
const RANDOM = set(null, [0.5], [1]);

it('lists the pairs of a cell over all sets, the surest answers first', () => {
  expect(listPairs([FIRST, SECOND], { truth: 1, called: 1 }, 0.5)).toEqual([
    { first: 0, second: 10, score: 0.875 },
    { first: 1, second: 11, score: 0.75 },
  ]);
  expect(listPairs([FIRST, SECOND], { truth: 0, called: 0 }, 0.5).map(({ score }) => score)).toEqual([0.125, 0.375]);
});

it('calls a pair the same whose score is the threshold', () => {
  expect(listPairs([FIRST], { truth: 0, called: 1 }, 0.5).map(({ score }) => score)).toEqual([0.5]);
  expect(listPairs([FIRST], { truth: 0, called: 0 }, 0.5).map(({ score }) => score)).toEqual([0.125]);
});

it('offers all rotations together where there are several, and never mixes random partners into them', () => {
  const sets = [FIRST, SECOND, RANDOM];
  expect(setChoices(sets)).toEqual(['all', 'rotation-1', 'rotation-2', 'random']);
  expect(setChoices([RANDOM])).toEqual(['random']);
  expect([setsOf(sets, 'all'), setsOf(sets, 'rotation-2'), setsOf(sets, 'random')]).toEqual([
    [FIRST, SECOND],
    [SECOND],
    [RANDOM],
  ]);
});
