import { expect, it } from 'vitest';

import { choosePair } from '../../../../../src-renderer/features/compare/model-pair';
import { aRun } from '../../specimens';

const [one, two, three] = [1, 2, 3].map((id) => aRun({ id, status: 'finished' }));
const columns = [[one, two], [three]].map((runs) => runs.flatMap((run) => run ?? []));
const ids = (pair: ReturnType<typeof choosePair>): readonly number[] | null =>
  pair === null ? null : [pair.first.id, pair.second.id];

it('takes the runs that are asked for, where they are compared', () => {
  expect(ids(choosePair(columns, [3, 2]))).toEqual([3, 2]);
  expect(ids(choosePair(columns, [3, 99]))).toEqual([1, 3]);
  expect(ids(choosePair(columns, [2, 2]))).toEqual([1, 3]);
});

it('takes the first runs of the first two columns, or two seeds of a lone experiment', () => {
  expect(ids(choosePair(columns, null))).toEqual([1, 3]);
  expect(ids(choosePair(columns.slice(0, 1), null))).toEqual([1, 2]);
  expect(ids(choosePair([columns[1] ?? [], columns[1] ?? []], null))).toBeNull();
  expect(choosePair([], null)).toBeNull();
});
