import { Chart, type ChartOptions } from 'chart.js';
import { expect, it } from 'vitest';

import type { Curve } from '../../../../src-renderer/charts/curve';
import { linesOf, optionsOf, type LineLook, type LinePlan } from '../../../../src-renderer/charts/line-chart';

const look: LineLook = { colourOf: () => 'rgb(1, 2, 3)', fontFamily: 'sans-serif', epochTitle: 'Epoch' };
const curve = (label: string, values: readonly number[]): Curve => ({
  label,
  token: '--series-1',
  dashed: false,
  points: values.map((y, index) => ({ x: index + 1, y })),
});
const planOf = (change: Partial<LinePlan>): LinePlan => ({
  curves: [],
  epochs: 400,
  yMax: null,
  scale: 'linear',
  isSmoothed: false,
  formatValue: String,
  formatTick: String,
  ...change,
});

it('gives the chart points that need no parsing, and every epoch of eight runs of 400', () => {
  const curves = Array.from({ length: 8 }, (_, run) =>
    curve(
      `run ${run}`,
      Array.from({ length: 400 }, (_, i) => 1 / (i + 1)),
    ),
  );
  const plan = planOf({ curves });
  expect(linesOf(plan, look).map(({ data }) => data.length)).toEqual(new Array(8).fill(400));
  const options: ChartOptions<'line'> = optionsOf(plan, look);
  expect([options.parsing, options.animation, options.normalized]).toEqual([false, false, true]);
  expect(Chart.version).toMatch(/^4/);
});

it('leaves out of a logarithmic axis what has no logarithm', () => {
  const plan = planOf({ curves: [curve('loss', [1, 0, 0.1])], scale: 'logarithmic' });
  expect(linesOf(plan, look)[0]?.data).toEqual([
    { x: 1, y: 1 },
    { x: 3, y: 0.1 },
  ]);
  expect(optionsOf(plan, look).scales?.['y']).toMatchObject({ type: 'logarithmic' });
});

it('draws means over the measured values, which stay faint and are what is read out', () => {
  const plan = planOf({ curves: [curve('loss', [1, 2])], isSmoothed: true });
  const [measured, mean] = linesOf(plan, look);
  expect(measured).toMatchObject({ borderColor: 'rgba(1, 2, 3, 0.35)', data: [{ x: 1, y: 1 }, { x: 2, y: 2 }] }); // prettier-ignore
  expect(mean?.borderColor).toBe('rgb(1, 2, 3)');
  expect(mean?.data[1]?.y).toBeCloseTo((2 + 0.8) / 1.8, 12);
  const filter = optionsOf(plan, look).plugins?.tooltip?.filter as unknown as (item: object) => boolean;
  expect([filter({ datasetIndex: 0 }), filter({ datasetIndex: 1 })]).toEqual([true, false]);
});
