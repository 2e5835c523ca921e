import type { SeriesMetric, SeriesPoint, SeriesSplit } from '#shared/run';

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

const keyOf = ({ metric, split, epoch }: SeriesPoint): string => `${metric}/${split}/${epoch}`;

/** Adds points that arrived; where a point is there already, the later report stands. */
export function mergeSeries(known: readonly SeriesPoint[], arrived: readonly SeriesPoint[]): readonly SeriesPoint[] {
  const merged = new Map(known.map((point) => [keyOf(point), point]));
  for (const point of arrived) merged.set(keyOf(point), point);
  return [...merged.values()];
}

/** All values of one epoch, a row of the table beside the curves. */
export interface EpochRow {
  readonly epoch: number;
  readonly trainLoss: number | undefined;
  /** Of the test set, or of what was held out. */
  readonly watchedLoss: number | undefined;
  readonly trainAccuracy: number | undefined;
  readonly watchedAccuracy: number | undefined;
}

/** One row an epoch, the latest first. @param watched beside the training images */
export function epochRows(series: readonly SeriesPoint[], watched: 'test' | 'validation'): readonly EpochRow[] {
  const byEpoch = new Map<number, Map<string, number>>();
  for (const { epoch, metric, split, value } of series) {
    const row = byEpoch.get(epoch) ?? new Map<string, number>();
    row.set(`${split} ${metric}`, value);
    byEpoch.set(epoch, row);
  }
  return [...byEpoch]
    .sort(([one], [other]) => other - one)
    .map(([epoch, values]) => ({
      epoch,
      trainLoss: values.get('train loss'),
      watchedLoss: values.get(`${watched} loss`),
      trainAccuracy: values.get('train accuracy'),
      watchedAccuracy: values.get(`${watched} accuracy`),
    }));
}
