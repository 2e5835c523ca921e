import { describe, expect, it } from 'vitest';

import type { SeriesMetric, SeriesPoint, SeriesSplit } from '#shared/runs/run';
import { curveOf, epochRows, mergeSeries, splitsOf } from '../../../../src-renderer/bridge/series-data';

const point = (metric: SeriesMetric, split: SeriesSplit, epoch: number, value: number): SeriesPoint => ({
  metric,
  split,
  epoch,
  value,
});

describe('a curve', () => {
  it('holds the points of one metric on one split, in the order of the epochs', () => {
    const series = [
      point('loss', 'train', 2, 0.8),
      point('loss', 'test', 1, 1.2),
      point('accuracy', 'train', 1, 0.4),
      point('loss', 'train', 1, 1.1),
    ];
    expect(curveOf(series, 'loss', 'train')).toEqual([
      { x: 1, y: 1.1 },
      { x: 2, y: 0.8 },
    ]);
  });
});

describe('merging', () => {
  it('adds what is new and lets the later report of the same point stand', () => {
    const known = [point('loss', 'train', 1, 1.1), point('loss', 'train', 2, 0.8)];
    const arrived = [point('loss', 'train', 2, 0.7), point('loss', 'train', 3, 0.6)];
    expect(mergeSeries(known, arrived)).toEqual([known[0], arrived[0], arrived[1]]);
  });
});

it('finds the parts of the data that were scored, and leaves the process out', () => {
  const series = [point('loss', 'test', 1, 1), point('tensors', 'process', 1, 46), point('loss', 'train', 1, 1)];
  expect(splitsOf(series)).toEqual(['train', 'test']);
  expect(splitsOf([])).toEqual([]);
});

describe('the rows of epochs', () => {
  it('stand latest first, and leave out what is not known', () => {
    const series = [
      point('loss', 'train', 1, 1.1),
      point('accuracy', 'test', 1, 0.5),
      point('loss', 'train', 2, 0.8),
      point('tensors', 'process', 2, 46),
    ];
    const rows = epochRows(series);
    expect(rows.map(({ epoch }) => epoch)).toEqual([2, 1]);
    expect(rows.map(({ valueOf }) => [valueOf('train', 'loss'), valueOf('test', 'accuracy')])).toEqual([
      [0.8, undefined],
      [1.1, 0.5],
    ]);
  });
});
