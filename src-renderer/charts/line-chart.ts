import type { ChartDataset, ChartOptions, Plugin } from 'chart.js';

import type { Token } from './useTokens';
import type { Curve, ValueScale } from './curve';
import type { CurvePoint } from '../bridge/series-data';
import { smoothed } from './smooth';

export type Line = ChartDataset<'line', CurvePoint[]>;

/** What a chart of lines is drawn from. */
export interface LinePlan {
  readonly curves: readonly Curve[];
  /** Where the axis of the epochs ends. */
  readonly epochs: number;
  /** The end of the value axis; by the values themselves where it is null. */
  readonly yMax: number | null;
  readonly scale: ValueScale;
  readonly isSmoothed: boolean;
  readonly formatValue: (value: number) => string;
  readonly formatTick: (value: number) => string;
}

export interface LineLook {
  readonly colourOf: (token: Token) => string;
  readonly fontFamily: string;
  readonly epochTitle: string;
  /** Of the value axis, in a picture; on the screen the heading says it. */
  readonly valueTitle?: string;
}

/** Single epochs are marked as long as the marks do not touch; a lone one always, or nobody would see it. */
const MARKED_UP_TO = 30;

/** A logarithm has no place for 0 and below. */
function drawable(points: readonly CurvePoint[], scale: ValueScale): CurvePoint[] {
  return scale === 'linear' ? [...points] : points.filter(({ y }) => y > 0);
}

/** @param colour as a style sheet resolves it: rgb(10, 97, 120) */
const faint = (colour: string): string => colour.replace(/^rgb\((.*)\)$/, 'rgba($1, 0.35)');

/** The lines of a chart: a curve each, first as measured, and all the means after them where they are asked for. */
export function linesOf({ curves, epochs, scale, isSmoothed }: LinePlan, { colourOf }: LineLook): Line[] {
  const line = ({ label, token, dashed, points }: Curve, isFaint: boolean): Line => {
    const colour = colourOf(token);
    return {
      label,
      data: drawable(points, scale),
      borderColor: isFaint ? faint(colour) : colour,
      backgroundColor: dashed ? colourOf('--surface') : colour,
      borderWidth: isFaint ? 1 : 1.75,
      borderDash: dashed ? [5, 4] : [],
      pointRadius: isFaint || (points.length > 1 && epochs > MARKED_UP_TO) ? 0 : 2.75,
      pointBorderWidth: 1.5,
      pointHoverRadius: 4.5,
      pointHitRadius: 8,
      // whole marks at the edges
      clip: 6,
    };
  };
  const measured = curves.map((curve) => line(curve, isSmoothed));
  if (!isSmoothed) return measured;
  return [...measured, ...curves.map((curve) => line({ ...curve, points: smoothed(curve.points) }, false))];
}

export function optionsOf(plan: LinePlan, look: LineLook): ChartOptions<'line'> {
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    parsing: false,
    normalized: true,
    interaction: { mode: 'index', axis: 'x', intersect: false },
    scales: axesOf(plan, look),
    plugins: {
      decimation: { enabled: true, algorithm: 'lttb', samples: 500, threshold: 2000 },
      tooltip: tooltipOf(plan, look),
    },
  };
}

/** Epochs from left to right, values upwards. */
function axesOf(
  { epochs, yMax, scale, formatTick }: LinePlan,
  { colourOf, fontFamily, epochTitle, valueTitle }: LineLook,
): NonNullable<ChartOptions<'line'>['scales']> {
  const inkSoft = colourOf('--ink-soft');
  const line = colourOf('--line');
  const ticks = { color: inkSoft, font: { size: 11, family: fontFamily } };
  const valueAxis = {
    ticks: { ...ticks, maxTicksLimit: 6, callback: (value: string | number) => formatTick(Number(value)) },
    grid: { color: line },
    border: { display: false },
    title: { display: valueTitle !== undefined, text: valueTitle ?? '', color: inkSoft, font: ticks.font },
  };
  return {
    x: {
      type: 'linear',
      min: epochs === 1 ? 0 : 1,
      max: epochs,
      ticks: { ...ticks, precision: 0, maxTicksLimit: 11, maxRotation: 0 },
      title: { display: true, text: epochTitle, color: inkSoft, font: ticks.font, padding: { top: 2 } },
      grid: { display: false },
      border: { color: line },
    },
    y:
      scale === 'logarithmic'
        ? { type: 'logarithmic', ...valueAxis }
        : { type: 'linear', beginAtZero: true, ...(yMax === null ? { grace: '4%' } : { max: yMax }), ...valueAxis },
  };
}

/** What is said of the epoch under the pointer: the measured values, never the means. */
function tooltipOf(
  { curves, formatValue }: LinePlan,
  { colourOf, epochTitle }: LineLook,
): NonNullable<NonNullable<ChartOptions<'line'>['plugins']>['tooltip']> {
  const ink = colourOf('--ink');
  return {
    backgroundColor: colourOf('--surface'),
    titleColor: ink,
    bodyColor: ink,
    borderColor: colourOf('--ink-soft'),
    borderWidth: 1,
    cornerRadius: 4,
    padding: 8,
    boxWidth: 8,
    boxHeight: 8,
    filter: ({ datasetIndex }) => datasetIndex < curves.length,
    callbacks: {
      title: ([item]) => (item === undefined ? '' : `${epochTitle} ${item.parsed.x}`),
      label: ({ dataset, parsed }) => ` ${dataset.label ?? ''}  ${formatValue(parsed.y ?? Number.NaN)}`,
      labelColor: ({ datasetIndex }) => {
        const colour = colourOf(curves[datasetIndex]?.token ?? '--ink-soft');
        return { borderColor: colour, backgroundColor: colour };
      },
    },
  };
}

/** A thin upright line through the epoch that is read. */
export function cursorPlugin(colour: () => string): Plugin<'line'> {
  return {
    id: 'cursor',
    beforeDatasetsDraw: (chart) => {
      const { ctx, chartArea } = chart;
      const [active] = chart.getActiveElements();
      if (active === undefined) return;
      ctx.save();
      ctx.strokeStyle = colour();
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(active.element.x, chartArea.top);
      ctx.lineTo(active.element.x, chartArea.bottom);
      ctx.stroke();
      ctx.restore();
    },
  };
}
