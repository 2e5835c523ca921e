import { aggregate } from '#shared/metrics/aggregate';
import type { SeriesMetric, SeriesPoint, SeriesSplit } from '#shared/runs/run';
import { curveOf } from '../../bridge/series-data';

/** A point of a mean over runs; of one run alone there is no spread. */
export interface OverlayPoint {
  readonly epoch: number;
  readonly mean: number;
  readonly standardDeviation: number | null;
}

/** One line of an overlay, with how it looks. */
export interface OverlayCurve {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
  readonly dash: string | undefined;
  readonly points: readonly OverlayPoint[];
}

/**
 * The mean of a metric over runs, epoch by epoch. Only epochs that every run has: a mean whose n falls half-way would
 * jump where a seed stops early.
 */
export function meanCurve(
  runs: readonly (readonly SeriesPoint[])[],
  metric: SeriesMetric,
  split: SeriesSplit,
): readonly OverlayPoint[] {
  const valuesByEpoch = new Map<number, number[]>();
  for (const { x, y } of runs.flatMap((series) => curveOf(series, metric, split))) {
    const values = valuesByEpoch.get(x) ?? [];
    values.push(y);
    valuesByEpoch.set(x, values);
  }
  return [...valuesByEpoch]
    .filter(([, values]) => values.length === runs.length && values.every(Number.isFinite))
    .sort(([one], [other]) => one - other)
    .map(([epoch, values]) => {
      const { mean, standardDeviation } = aggregate(values);
      return { epoch, mean, standardDeviation };
    });
}

/** The splits that some run has a curve of, training first. */
export function splitsOf(runs: readonly (readonly SeriesPoint[])[]): readonly Exclude<SeriesSplit, 'process'>[] {
  const found = new Set(runs.flatMap((series) => series.map(({ split }) => split)));
  return [...found]
    .filter((split) => split !== 'process')
    .sort((one, other) => Number(other === 'train') - Number(one === 'train'));
}

export interface ValueScale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

const MOST_TICKS = 6;

/** Round numbers around values, from 0 where they are positive. */
export function valueScale(values: readonly number[]): ValueScale {
  const [lowest, largest] = [Math.min(0, ...values), Math.max(0, ...values)];
  // what is too small to be told from nothing has no digits to step by
  const highest = largest - lowest < Number.EPSILON ? lowest + 1 : largest;
  const rough = (highest - lowest) / (MOST_TICKS - 1);
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude;
  const [first, last] = [Math.floor(lowest / step), Math.ceil(highest / step)];
  const ticks = Array.from({ length: last - first + 1 }, (_, place) =>
    Number(((first + place) * step).toPrecision(12)),
  );
  return { low: ticks[0] ?? 0, high: ticks.at(-1) ?? 1, ticks };
}

/** The point at an epoch, or the last one before it. */
export function pointAt(points: readonly OverlayPoint[], epoch: number): OverlayPoint | undefined {
  return points.findLast((point) => point.epoch <= epoch);
}
