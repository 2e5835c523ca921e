import { escapedMarkup } from '../basics/markup';
import type { Answer } from './answer';
import { runText } from './answer-run';
import { chartOf, type AnswerChart, type ChartGap, type ChartLine } from './chart';
import type { AnswerLine } from './lines';
import { lineStyles, type LineStyle } from './line-style';
import { FILE_PALETTE, seriesColour, type ChartPalette } from './palette';
import { digitsOf } from './scale';

/** The words of the drawing. */
export interface ChartWords {
  readonly lineName: (line: AnswerLine) => string;
  readonly placeText: (x: number) => string;
}

const LEGEND_LINE = 20;

/** A line's look in the colours of a drawing. */
interface Stroke {
  readonly colour: string;
  /** The attribute, or nothing. */
  readonly dash: string;
}

/** The chart as a drawing of its own: no outside fonts or styles. */
export function answerSvg(answer: Answer, words: ChartWords, palette: ChartPalette = FILE_PALETTE): string {
  const chart = chartOf(answer);
  const styles = lineStyles(answer.lines);
  const strokeOf = (key: string): Stroke => stroke(styles.get(key) ?? { colour: 0, dash: null }, palette);
  const legend = answer.lines.map((line, index) => legendLine(words.lineName(line), strokeOf(line.key), index));
  const top = legend.length * LEGEND_LINE + 12;
  const height = chart.height + top;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${chart.width}" height="${height}" viewBox="0 0 ${chart.width} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="${palette.ink}" role="img">`,
    `<title>${escapedMarkup(`${answer.figure} over ${answer.axis}`)}</title>`,
    `<rect width="${chart.width}" height="${height}" fill="${palette.ground}"/>`,
    ...legend,
    `<g transform="translate(0 ${top})">`,
    ...axes(chart, answer, words, palette),
    ...chart.lines.flatMap((line) => drawnLine(line, strokeOf(line.key), chart)),
    ...chart.published.map(({ row, line, x, y }) =>
      publishedMark(row, { x, y }, line === null ? palette.ink : strokeOf(line).colour, palette),
    ),
    ...chart.gaps.flatMap((gap) => drawnGap(gap, strokeOf(gap.key), palette)),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function stroke({ colour, dash }: LineStyle, palette: ChartPalette): Stroke {
  return { colour: seriesColour(palette, colour), dash: dash === null ? '' : ` stroke-dasharray="${dash}"` };
}

function legendLine(name: string, { colour, dash }: Stroke, index: number): string {
  const y = 14 + index * LEGEND_LINE;
  return `<line x1="64" x2="94" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="2"${dash}/><text x="102" y="${y + 4}">${escapedMarkup(name)}</text>`;
}

function axes(
  chart: AnswerChart,
  answer: Answer,
  words: ChartWords,
  { grid: line, ink }: ChartPalette,
): readonly string[] {
  const { plot, gapPlot } = chart;
  const bottom = gapPlot?.bottom ?? plot.bottom;
  const grid = ({ value, at }: { readonly value: number; readonly at: number }, digits: number): string =>
    `<line x1="${plot.left}" x2="${plot.right}" y1="${at}" y2="${at}" stroke="${line}"/><text x="${plot.left - 8}" y="${at + 4}" text-anchor="end">${value.toFixed(digits)}</text>`;
  const middle = (plot.top + plot.bottom) / 2;
  return [
    ...chart.up.map((tick) => grid(tick, digitsOf(chart.up))),
    ...chart.gapUp.map((tick) => grid(tick, digitsOf(chart.gapUp))),
    ...(chart.zero === null
      ? []
      : [`<line x1="${plot.left}" x2="${plot.right}" y1="${chart.zero}" y2="${chart.zero}" stroke="${ink}"/>`]),
    ...chart.across.flatMap(({ value, at, images }) => [
      `<text x="${at}" y="${bottom + 20}" text-anchor="middle">${escapedMarkup(words.placeText(value))}</text>`,
      ...(images === null ? [] : [`<text x="${at}" y="${bottom + 36}" text-anchor="middle">${images} images</text>`]),
    ]),
    `<text x="${(plot.left + plot.right) / 2}" y="${bottom + 60}" text-anchor="middle">${escapedMarkup(answer.axis)}</text>`,
    `<text transform="translate(14 ${middle}) rotate(-90)" text-anchor="middle">${escapedMarkup(answer.figure)}</text>`,
    ...(gapPlot === null
      ? []
      : [
          `<text x="${plot.left}" y="${gapPlot.top - 10}">${escapedMarkup(`difference to ${words.lineName(answer.baseline)}, with 95 % intervals`)}</text>`,
        ]),
  ];
}

function drawnLine(line: ChartLine, { colour, dash }: Stroke, { plot }: AnswerChart): readonly string[] {
  const points = line.means.map(({ x, y }) => `${x},${y}`).join(' ');
  return [
    `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2"${dash}/>`,
    ...(line.level === null
      ? []
      : [
          `<line x1="${plot.left}" x2="${plot.right}" y1="${line.level}" y2="${line.level}" stroke="${colour}" stroke-width="1.5"${dash}/>`,
        ]),
    ...line.bars.map(
      ({ x, low, high }) =>
        `<path d="M${x} ${low}V${high}M${x - 4} ${low}h8M${x - 4} ${high}h8" fill="none" stroke="${colour}" stroke-width="1.5"/>`,
    ),
    ...line.seeds.map(
      (seed) =>
        `<circle cx="${seed.x}" cy="${seed.y}" r="2.5" fill="${colour}" fill-opacity="0.55"><title>run ${runText(seed)}: ${seed.value.toFixed(4)}</title></circle>`,
    ),
    ...line.means.map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="4.5" fill="${colour}"/>`),
  ];
}

function publishedMark(
  row: string,
  { x, y }: { readonly x: number; readonly y: number },
  colour: string,
  { ground }: ChartPalette,
): string {
  return `<rect x="${x - 4.5}" y="${y - 4.5}" width="9" height="9" fill="${ground}" stroke="${colour}" stroke-width="1.75"><title>${escapedMarkup(row)} as published</title></rect>`;
}

function drawnGap({ points }: ChartGap, own: Stroke, { quiet, ground }: ChartPalette): readonly string[] {
  return points.flatMap(({ x, y, interval, isTold }) => {
    const colour = isTold ? own.colour : quiet;
    const bar =
      interval === null
        ? []
        : [
            `<path d="M${x} ${interval[0]}V${interval[1]}M${x - 4} ${interval[0]}h8M${x - 4} ${interval[1]}h8" fill="none" stroke="${colour}" stroke-width="1.5"/>`,
          ];
    return [
      ...bar,
      `<circle cx="${x}" cy="${y}" r="4" fill="${isTold ? colour : ground}" stroke="${colour}" stroke-width="1.5"/>`,
    ];
  });
}
