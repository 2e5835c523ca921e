import { expect, it } from 'vitest';

import type { SeriesPoint, SeriesSplit } from '#shared/runs/run';
import { curvesOfRun } from '../../../../src-renderer/one-run/run-curves';

const loss = (split: SeriesSplit): SeriesPoint => ({ metric: 'loss', split, epoch: 1, value: 1 });

it('gives a curve to every part of the data that was scored', () => {
  const curves = curvesOfRun([loss('test'), loss('process'), loss('train')], 'loss', 'test', String);
  expect(curves.map(({ label, token, dashed }) => [label, token, dashed])).toEqual([
    ['train', '--series-train', false],
    ['test', '--series-test', true],
  ]);
});

it('names what will be scored before there is anything to draw', () => {
  expect(curvesOfRun([], 'loss', 'validation', String)).toMatchObject([
    { label: 'train', points: [] },
    { label: 'validation', points: [] },
  ]);
});
