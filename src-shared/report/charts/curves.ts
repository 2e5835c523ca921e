import { digitsOf, valueScale, type Scale } from '../../answers/scale';
import { seriesColour, type ChartPalette } from '../../answers/palette';
import { escapedMarkup } from '../../basics/markup';
import type { SeriesMetric, SeriesPoint, SeriesSplit } from '../../runs/run';

/** The curves of one design: a line a run and split. */
export interface CurveChart {
  readonly title: string;
  /** Of each run. */
  readonly series: readonly (readonly SeriesPoint[])[];
  /** Values between which accuracies lie in the whole report, so that its charts can be held beside each other. */
  readonly accuracies: readonly number[];
}

const PANELS = [
  ['accuracy', 'accuracy'],
  ['loss', 'loss'],
] as const satisfies readonly (readonly [SeriesMetric, string])[];
/** With their places in the palette, and the dash of training. */
const SPLITS = [
  ['train', 'training images', 0, ' stroke-dasharray="5 3"'],
  ['test', 'test images after each epoch', 1, ''],
  ['validation', 'held-out images after each epoch', 2, ''],
] as const satisfies readonly (readonly [SeriesSplit, string, number, string])[];

const WIDTH = 760;
const HEIGHT = 262;
const TOP = 56;
const BOTTOM = 222;
const LEFT = 52;
const PANEL = 312;
const BETWEEN = 76;
/** A line has no more points than can be told apart. */
const MOST_POINTS = 200;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Learning curves as a drawing of its own: accuracy and loss over epochs, side by side. */
export function curvesSvg({ title, series, accuracies }: CurveChart, palette: ChartPalette): string {
  const epochs = Math.max(1, ...series.flatMap((points) => points.map(({ epoch }) => epoch)));
  const panels = PANELS.map(([metric, label], place) => {
    const left = LEFT + place * (PANEL + BETWEEN);
    const lines = linesOf(series, metric);
    const values = lines.flatMap(({ points }) => points.map(({ y }) => y));
    const bounds = metric === 'accuracy' && accuracies.length > 0 ? accuracies : values;
    return bounds.length === 0 ? '' : panel({ left, label, epochs, lines, scale: valueScale(bounds) }, palette);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" fill="${palette.ink}" role="img">`,
    `<title>${escapedMarkup(title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${palette.ground}"/>`,
    ...legend(series, palette),
    ...panels,
    '</svg>',
    '',
  ].join('\n');
}

interface Line {
  readonly points: readonly Point[];
  readonly colour: number;
  readonly dash: string;
}

function linesOf(series: readonly (readonly SeriesPoint[])[], metric: SeriesMetric): readonly Line[] {
  return SPLITS.flatMap(([split, , colour, dash]) =>
    series.flatMap((points) => {
      const own = points
        .filter((point) => point.metric === metric && point.split === split && Number.isFinite(point.value))
        .map(({ epoch, value }) => ({ x: epoch, y: value }))
        .toSorted((one, other) => one.x - other.x);
      return own.length === 0 ? [] : [{ points: thinned(own), colour, dash }];
    }),
  );
}

/** Every n-th point, and the last. */
function thinned(points: readonly Point[]): readonly Point[] {
  const step = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, place) => place % step === 0 || place === points.length - 1);
}

interface Panel {
  readonly left: number;
  readonly label: string;
  readonly epochs: number;
  readonly lines: readonly Line[];
  readonly scale: Scale;
}

function panel({ left, label, epochs, lines, scale }: Panel, palette: ChartPalette): string {
  const across = (epoch: number): number => left + (epochs === 1 ? 0.5 : (epoch - 1) / (epochs - 1)) * PANEL;
  const up = (value: number): number => BOTTOM - scale.at(value) * (BOTTOM - TOP);
  const ticks = scale.ticks.map((value) => ({ value }));
  const digits = digitsOf(ticks);
  const text = (x: number, y: number, anchor: string, said: string): string =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}">${escapedMarkup(said)}</text>`;
  return [
    text(left, TOP - 10, 'start', label),
    ...scale.ticks.map(
      (value) =>
        `<line x1="${left}" x2="${left + PANEL}" y1="${short(up(value))}" y2="${short(up(value))}" stroke="${palette.grid}"/>${text(left - 6, short(up(value) + 4), 'end', value.toFixed(digits))}`,
    ),
    ...lines.map((line) => drawn(line, across, up, palette)),
    ...(epochs === 1 ? [1] : [1, epochs]).map((epoch) =>
      text(
        across(epoch),
        BOTTOM + 18,
        epoch === 1 && epochs > 1 ? 'start' : epochs > 1 ? 'end' : 'middle',
        String(epoch),
      ),
    ),
    text(left + PANEL / 2, BOTTOM + 34, 'middle', 'epoch'),
  ].join('\n');
}

function drawn(
  { points, colour, dash }: Line,
  across: (epoch: number) => number,
  up: (value: number) => number,
  palette: ChartPalette,
): string {
  const stroke = seriesColour(palette, colour);
  const [only] = points;
  if (points.length === 1 && only !== undefined) {
    return `<circle cx="${short(across(only.x))}" cy="${short(up(only.y))}" r="3.5" fill="${stroke}"/>`;
  }
  const path = points.map(({ x, y }) => `${short(across(x))},${short(up(y))}`).join(' ');
  return `<polyline points="${path}" fill="none" stroke="${stroke}" stroke-width="1.5"${dash}/>`;
}

/** A tenth of a pixel is more than a screen shows. */
const short = (value: number): number => Math.round(value * 10) / 10;

function legend(series: readonly (readonly SeriesPoint[])[], palette: ChartPalette): readonly string[] {
  const found = SPLITS.filter(([split]) => series.some((points) => points.some((point) => point.split === split)));
  return found.map(([, label, colour, dash], place) => {
    const x = LEFT + place * 240;
    return `<line x1="${x}" x2="${x + 26}" y1="12" y2="12" stroke="${seriesColour(palette, colour)}" stroke-width="2"${dash}/><text x="${x + 33}" y="16">${label}</text>`;
  });
}
