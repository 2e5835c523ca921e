import type { Answer } from './answer';
import { runText } from './answer-run';
import { chartOf, type AnswerChart, type ChartGap, type ChartLine } from './chart';
import type { AnswerLine } from './lines';
import { lineStyles, type LineStyle } from './line-style';
import { digitsOf } from './scale';

/** The words of the drawing. */
export interface ChartWords {
  readonly lineName: (line: AnswerLine) => string;
  readonly placeText: (x: number) => string;
}

/** Dark enough on white for 4.5 : 1; the first is the plain network's. */
const COLOURS = ['#0a6178', '#b64b00', '#7b3fa0', '#1c6b3c', '#b0206e', '#2f4fb5', '#7d5200', '#49525a'] as const;
const INK = '#333b41';
const GRID = '#d9dee2';
const LEGEND_LINE = 20;

/** The chart as a file of its own: white ground, no outside fonts or styles. */
export function answerSvg(answer: Answer, words: ChartWords): string {
  const chart = chartOf(answer);
  const styles = lineStyles(answer.lines);
  const legend = answer.lines.map((line, index) => legendLine(words.lineName(line), styleOf(styles, line.key), index));
  const top = legend.length * LEGEND_LINE + 12;
  const height = chart.height + top;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${chart.width}" height="${height}" viewBox="0 0 ${chart.width} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="${INK}">`,
    `<title>${escaped(`${answer.figure} over ${answer.axis}`)}</title>`,
    `<rect width="${chart.width}" height="${height}" fill="#ffffff"/>`,
    ...legend,
    `<g transform="translate(0 ${top})">`,
    ...axes(chart, answer, words),
    ...chart.lines.flatMap((line) => drawnLine(line, styleOf(styles, line.key), chart)),
    ...chart.published.map(({ row, line, x, y }) =>
      publishedMark(row, x, y, line === null ? null : styleOf(styles, line)),
    ),
    ...chart.gaps.flatMap((gap) => drawnGap(gap, styleOf(styles, gap.key))),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

const styleOf = (styles: ReadonlyMap<string, LineStyle>, key: string): LineStyle =>
  styles.get(key) ?? { colour: 0, dash: null };

const colourOf = ({ colour }: LineStyle): string => COLOURS[colour % COLOURS.length] ?? INK;
const dashOf = ({ dash }: LineStyle): string => (dash === null ? '' : ` stroke-dasharray="${dash}"`);

function legendLine(name: string, style: LineStyle, index: number): string {
  const y = 14 + index * LEGEND_LINE;
  return `<line x1="64" x2="94" y1="${y}" y2="${y}" stroke="${colourOf(style)}" stroke-width="2"${dashOf(style)}/><text x="102" y="${y + 4}">${escaped(name)}</text>`;
}

function axes(chart: AnswerChart, answer: Answer, words: ChartWords): readonly string[] {
  const { plot, gapPlot } = chart;
  const bottom = gapPlot?.bottom ?? plot.bottom;
  const grid = ({ value, at }: { readonly value: number; readonly at: number }, digits: number): string =>
    `<line x1="${plot.left}" x2="${plot.right}" y1="${at}" y2="${at}" stroke="${GRID}"/><text x="${plot.left - 8}" y="${at + 4}" text-anchor="end">${value.toFixed(digits)}</text>`;
  const middle = (plot.top + plot.bottom) / 2;
  return [
    ...chart.up.map((tick) => grid(tick, digitsOf(chart.up))),
    ...chart.gapUp.map((tick) => grid(tick, digitsOf(chart.gapUp))),
    ...(chart.zero === null
      ? []
      : [`<line x1="${plot.left}" x2="${plot.right}" y1="${chart.zero}" y2="${chart.zero}" stroke="${INK}"/>`]),
    ...chart.across.flatMap(({ value, at, images }) => [
      `<text x="${at}" y="${bottom + 20}" text-anchor="middle">${escaped(words.placeText(value))}</text>`,
      ...(images === null ? [] : [`<text x="${at}" y="${bottom + 36}" text-anchor="middle">${images} images</text>`]),
    ]),
    `<text x="${(plot.left + plot.right) / 2}" y="${bottom + 60}" text-anchor="middle">${escaped(answer.axis)}</text>`,
    `<text transform="translate(14 ${middle}) rotate(-90)" text-anchor="middle">${escaped(answer.figure)}</text>`,
    ...(gapPlot === null
      ? []
      : [
          `<text x="${plot.left}" y="${gapPlot.top - 10}">${escaped(`difference to ${words.lineName(answer.baseline)}, with 95 % intervals`)}</text>`,
        ]),
  ];
}

function drawnLine(line: ChartLine, style: LineStyle, { plot }: AnswerChart): readonly string[] {
  const colour = colourOf(style);
  const points = line.means.map(({ x, y }) => `${x},${y}`).join(' ');
  return [
    `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2"${dashOf(style)}/>`,
    ...(line.level === null
      ? []
      : [
          `<line x1="${plot.left}" x2="${plot.right}" y1="${line.level}" y2="${line.level}" stroke="${colour}" stroke-width="1.5"${dashOf(style)}/>`,
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

function publishedMark(row: string, x: number, y: number, style: LineStyle | null): string {
  const colour = style === null ? INK : colourOf(style);
  return `<rect x="${x - 4.5}" y="${y - 4.5}" width="9" height="9" fill="#ffffff" stroke="${colour}" stroke-width="1.75"><title>${escaped(row)} as published</title></rect>`;
}

function drawnGap({ points }: ChartGap, style: LineStyle): readonly string[] {
  return points.flatMap(({ x, y, interval, isTold }) => {
    const colour = isTold ? colourOf(style) : '#6b747b';
    const bar =
      interval === null
        ? []
        : [
            `<path d="M${x} ${interval[0]}V${interval[1]}M${x - 4} ${interval[0]}h8M${x - 4} ${interval[1]}h8" fill="none" stroke="${colour}" stroke-width="1.5"/>`,
          ];
    return [
      ...bar,
      `<circle cx="${x}" cy="${y}" r="4" fill="${isTold ? colour : '#ffffff'}" stroke="${colour}" stroke-width="1.5"/>`,
    ];
  });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
