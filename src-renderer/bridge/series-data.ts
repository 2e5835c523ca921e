import { SERIES_SPLITS, type SeriesMetric, type SeriesPoint, type SeriesSplit } from '#shared/runs/run';

/** A point as the chart takes it: epoch across, value up. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** The points of one metric on one split, by epoch. */
export function curveOf(
  series: readonly SeriesPoint[],
  metric: SeriesMetric,
  split: SeriesSplit,
): readonly CurvePoint[] {
  return series
    .filter((point) => point.metric === metric && point.split === split)
    .map(({ epoch, value }) => ({ x: epoch, y: value }))
    .sort((one, other) => one.x - other.x);
}

/** Adds points that arrived; where a point is there already, the later report stands. */
export function mergeSeries(known: readonly SeriesPoint[], arrived: readonly SeriesPoint[]): readonly SeriesPoint[] {
  // by number: this happens for thousands of points while a frame is being drawn
  const byEpoch = new Map<number, SeriesPoint[]>();
  for (const point of arrived) {
    const others = byEpoch.get(point.epoch);
    if (others === undefined) byEpoch.set(point.epoch, [point]);
    else others.push(point);
  }
  const isReplaced = (point: SeriesPoint): boolean =>
    byEpoch.get(point.epoch)?.some(({ metric, split }) => metric === point.metric && split === point.split) === true;
  return [...known.filter((point) => !isReplaced(point)), ...arrived];
}

/** A part of the data that a model is scored on. */
export type ScoredSplit = Exclude<SeriesSplit, 'process'>;

/** The parts of the data that there are scores of, in the order in which a model meets them. */
export function splitsOf(series: readonly SeriesPoint[]): readonly ScoredSplit[] {
  const found = new Set(series.map(({ split }) => split));
  return SERIES_SPLITS.filter((split): split is ScoredSplit => split !== 'process' && found.has(split));
}

/** All values of one epoch, a row of the table beside the curves. */
export interface EpochRow {
  readonly epoch: number;
  readonly valueOf: (split: SeriesSplit, metric: SeriesMetric) => number | undefined;
}

/** One row an epoch, the latest first. */
export function epochRows(series: readonly SeriesPoint[]): readonly EpochRow[] {
  const byEpoch = new Map<number, Map<string, number>>();
  for (const { epoch, metric, split, value } of series) {
    const row = byEpoch.get(epoch) ?? new Map<string, number>();
    row.set(`${split} ${metric}`, value);
    byEpoch.set(epoch, row);
  }
  return [...byEpoch]
    .sort(([one], [other]) => other - one)
    .map(([epoch, values]) => ({ epoch, valueOf: (split, metric) => values.get(`${split} ${metric}`) }));
}
