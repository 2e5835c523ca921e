import { describe, expect, it } from 'vitest';

import { FILE_PALETTE } from '#shared/answers/palette';
import { curvesSvg } from '#shared/report/charts/curves';
import { matrixSvg } from '#shared/report/charts/matrix';
import { PAGE_PALETTE } from '#shared/report/html/style';
import type { SeriesPoint } from '#shared/runs/run';

const curve = (epochs: number): readonly SeriesPoint[] =>
  Array.from({ length: epochs }, (_, index) => [
    { split: 'train', metric: 'accuracy', epoch: index + 1, value: (index + 1) / epochs } as const,
    { split: 'test', metric: 'accuracy', epoch: index + 1, value: (index + 1) / (2 * epochs) } as const,
    { split: 'test', metric: 'loss', epoch: index + 1, value: 2 - index / epochs } as const,
  ]).flat();

describe('learning curves', () => {
  it('have a line for each run, split and metric, with no more points than can be told apart', () => {
    const svg = curvesSvg({ title: 'a', series: [curve(1_500), curve(3)], accuracies: [0, 1] }, FILE_PALETTE);
    const lines = [...svg.matchAll(/<polyline points="([^"]*)"/g)].map(([, points = '']) => points.split(' '));
    expect(lines).toHaveLength(6);
    for (const points of lines) expect(points.length).toBeLessThanOrEqual(201);
    // the last epoch is never left out: it is what the figures are of
    expect(lines[0]?.at(-1)).toBe(`364,${lines[1]?.at(-1)?.split(',')[1]}`);
    expect(svg).toContain('stroke-dasharray="5 3"');
    expect(svg).not.toContain('held-out');
  });

  it('of one epoch are dots', () => {
    const svg = curvesSvg({ title: 'a', series: [curve(1)], accuracies: [] }, FILE_PALETTE);
    expect(svg.match(/<circle/g)).toHaveLength(3);
    expect(svg).not.toContain('NaN');
  });

  it('leave out what is no number, and name what they are of', () => {
    const broken: SeriesPoint = { split: 'train', metric: 'loss', epoch: 2, value: Number.NaN };
    const svg = curvesSvg({ title: '<b>', series: [[...curve(3), broken]], accuracies: [0, 1] }, PAGE_PALETTE);
    expect(svg).not.toContain('NaN');
    expect(svg).toContain('<title>&lt;b&gt;</title>');
    expect(svg).toContain('stroke="var(--series-1)"');
  });
});

it('a matrix of many classes has a cell for each count that is not none, as dark as its share', () => {
  const confusion = Array.from({ length: 26 }, (_, truth) =>
    Array.from({ length: 26 }, (_, answer) => (answer === truth ? 3 : answer === 0 ? 1 : 0)),
  );
  const svg = matrixSvg({ title: 'a', confusion, classNames: ['<a>'] }, FILE_PALETTE);
  const cells = [...svg.matchAll(/fill-opacity="([\d.]+)"/g)].map(([, opacity]) => opacity);
  expect(cells).toHaveLength(26 + 25);
  expect(new Set(cells)).toEqual(new Set(['1.00', '0.75', '0.25']));
  expect(svg).toContain('&lt;a&gt;');
});
