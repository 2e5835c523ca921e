import { expect, it } from 'vitest';

import { aggregate } from '#shared/metrics/aggregate';
import { accuracyByFraction, f1ByRow } from '../../../../../src-renderer/features/reference/deck-charts';
import { aStanding, figuresOf } from '../../specimens';

it('puts plain networks against siamese ones, by fraction', () => {
  const rows = accuracyByFraction([aStanding('C2', { figures: figuresOf([0.75, 0.77]) })]);
  expect(rows.map(({ row, kind, at }) => [row, kind, at])).toEqual([
    ['C3', 'plain', 0.1],
    ['C2', 'plain', 0.5],
    ['C1', 'plain', 1],
    ['C6', 'siamese', 0.1],
    ['C5', 'siamese', 0.5],
    ['C4', 'siamese', 1],
  ]);
  expect(rows.map(({ ours }) => ours?.count ?? null)).toEqual([null, 2, null, null, null, null]);
});

it('compares the F1 of "same" of the discrimination rows', () => {
  const figures = figuresOf([0.93], { f1OfSame: aggregate([0.66]) });
  const rows = f1ByRow([aStanding('D1', { canRun: false, figures })]);
  expect(rows.map(({ row, published, ours }) => [row, published.printed, ours?.mean ?? null])).toEqual([
    ['D1', '0.6524', 0.66],
    ['D2', '0.6877', null],
    ['D3', '0.6510', null],
  ]);
});
