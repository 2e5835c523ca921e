import { excludesZero } from '../metrics/difference';
import type { Answer } from './answer';
import type { SeedValue } from './answer-run';
import type { AnswerLine } from './lines';
import { placeScale, valueScale, type Scale } from './scale';

/** The chart of an answer in units of its drawing: whoever draws it chooses colours and letters. */
export interface AnswerChart {
  readonly width: number;
  readonly height: number;
  readonly plot: Frame;
  /** Of the gaps beneath; null where there is nothing to hold against the baseline. */
  readonly gapPlot: Frame | null;
  /** With the number of training images there, where all lines have the same. */
  readonly across: readonly (Tick & { readonly images: number | null })[];
  readonly up: readonly Tick[];
  readonly gapUp: readonly Tick[];
  /** The height of no gap. */
  readonly zero: number | null;
  readonly lines: readonly ChartLine[];
  readonly published: readonly {
    readonly row: string;
    readonly line: string | null;
    readonly x: number;
    readonly y: number;
  }[];
  readonly gaps: readonly ChartGap[];
}

export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Tick {
  readonly value: number;
  readonly at: number;
}

export interface ChartLine {
  readonly key: string;
  /** Means, from left to right. */
  readonly means: readonly { readonly x: number; readonly y: number }[];
  /** Mean ± standard deviation. */
  readonly bars: readonly { readonly x: number; readonly low: number; readonly high: number }[];
  readonly seeds: readonly (SeedValue & { readonly x: number; readonly y: number })[];
  /** The height of a design that has no place on the axis, such as a plain network among permutations. */
  readonly level: number | null;
}

export interface ChartGap {
  readonly key: string;
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    /** Ends of the interval; null where one seed has none. */
    readonly interval: readonly [low: number, high: number] | null;
    /** Whether the interval leaves zero out, and the budgets are about equal. */
    readonly isTold: boolean;
  }[];
}

const WIDTH = 760;
const PLOT: Frame = { left: 64, right: 744, top: 12, bottom: 300 };
const GAP_HEIGHT = 130;
const BETWEEN = 62;
const FOOT = 76;
/** Marks of different lines at one place stand beside each other. */
const ASIDE = 9;
const AIR = 34;

/** Lays out an answer: the figure over the axis, and beneath it how far each line is from the baseline. */
export function chartOf(answer: Answer): AnswerChart {
  const places = [
    ...answer.lines.flatMap(({ points }) => points.flatMap(({ x }) => x ?? [])),
    ...answer.published.map(({ x }) => x),
  ];
  const xs = placeScale(places.length === 0 ? [0] : places);
  const ys = valueScale(heightsOf(answer));
  const across = (value: number): number => PLOT.left + AIR + xs.at(value) * (PLOT.right - PLOT.left - 2 * AIR);
  const up = (value: number): number => PLOT.bottom - ys.at(value) * (PLOT.bottom - PLOT.top);
  const aside = asideOf(answer.lines);
  const gap = gapsOf(answer, across, aside);
  return {
    width: WIDTH,
    height: (gap === null ? PLOT.bottom : gap.frame.bottom) + FOOT,
    plot: PLOT,
    gapPlot: gap?.frame ?? null,
    across: xs.ticks.map((value) => ({ value, at: across(value), images: imagesAt(answer.lines, value) })),
    up: ys.ticks.map((value) => ({ value, at: up(value) })),
    gapUp: gap?.ticks ?? [],
    zero: gap?.zero ?? null,
    lines: answer.lines.map((line) => chartLine(line, (x) => across(x) + aside(line.key), up)),
    published: answer.published.map(({ row, line, x, figure }) => ({
      row,
      line,
      x: across(x) + (line === null ? 0 : aside(line)),
      y: up(figure.value),
    })),
    gaps: gap?.gaps ?? [],
  };
}

/** How many images were learned from at a place; null where that is not one number. */
function imagesAt(lines: readonly AnswerLine[], place: number): number | null {
  const counts = new Set(
    lines.flatMap(({ points }) => points.filter(({ x }) => x === place).map((point) => point.trainCount)),
  );
  const [count] = counts;
  return counts.size === 1 && count !== undefined ? count : null;
}

function heightsOf({ lines, published }: Answer): readonly number[] {
  return [
    ...published.map(({ figure }) => figure.value),
    ...lines.flatMap(({ points }) =>
      points.flatMap(({ seeds, aggregate: { mean, standardDeviation } }) => [
        ...seeds.map(({ value }) => value),
        mean - (standardDeviation ?? 0),
        mean + (standardDeviation ?? 0),
      ]),
    ),
  ];
}

/** How far the marks of each line stand from their place, so that none covers another. */
function asideOf(lines: readonly AnswerLine[]): (key: string) => number {
  const places = new Map(lines.map(({ key }, index) => [key, (index - (lines.length - 1) / 2) * ASIDE]));
  return (key) => places.get(key) ?? 0;
}

function chartLine(line: AnswerLine, across: (x: number) => number, up: (value: number) => number): ChartLine {
  const placed = line.points.flatMap((point) => (point.x === null ? [] : [{ ...point, at: across(point.x) }]));
  const level = line.points.find(({ x }) => x === null);
  return {
    key: line.key,
    means: placed.map(({ at, aggregate }) => ({ x: at, y: up(aggregate.mean) })),
    bars: placed.flatMap(({ at, aggregate: { mean, standardDeviation } }) =>
      standardDeviation === null
        ? []
        : [{ x: at, low: up(mean - standardDeviation), high: up(mean + standardDeviation) }],
    ),
    seeds: placed.flatMap(({ at, seeds }) => seeds.map((each) => ({ ...each, x: at, y: up(each.value) }))),
    level: level === undefined ? null : up(level.aggregate.mean),
  };
}

interface GapPart {
  readonly frame: Frame;
  readonly ticks: readonly Tick[];
  readonly zero: number;
  readonly gaps: readonly ChartGap[];
}

function gapsOf(answer: Answer, across: (x: number) => number, aside: (key: string) => number): GapPart | null {
  const all = answer.against.flatMap(({ gaps }) => gaps);
  if (all.length === 0) return null;
  const frame = { ...PLOT, top: PLOT.bottom + BETWEEN, bottom: PLOT.bottom + BETWEEN + GAP_HEIGHT };
  const scale: Scale = valueScale([
    0,
    ...all.flatMap(({ difference }) => [difference.value, ...(difference.interval ?? [])]),
  ]);
  const up = (value: number): number => frame.bottom - scale.at(value) * (frame.bottom - frame.top);
  return {
    frame,
    ticks: scale.ticks.map((value) => ({ value, at: up(value) })),
    zero: up(0),
    gaps: answer.against.map(({ line, gaps }) => ({
      key: line.key,
      points: gaps.map(({ x, difference, otherBudget }) => ({
        x: across(x) + aside(line.key),
        y: up(difference.value),
        interval: difference.interval === null ? null : [up(difference.interval[0]), up(difference.interval[1])],
        isTold: excludesZero(difference) && otherBudget === null,
      })),
    })),
  };
}
