import type { SeriesMetric, SeriesPoint } from '#shared/runs/run';

import type { Curve, CurveToken } from '../charts/curve';
import { curveOf, splitsOf, type ScoredSplit } from '../bridge/series-data';

const LOOKS: Readonly<Record<ScoredSplit, { readonly token: CurveToken; readonly dashed: boolean }>> = {
  train: { token: '--series-train', dashed: false },
  validation: { token: '--series-validation', dashed: true },
  test: { token: '--series-test', dashed: true },
};

/**
 * The curves of one metric of a run: one for each part of the data that was scored.
 * @param watched beside the training images: named before there is anything to draw, so that nothing jumps when the first
 * epoch ends
 */
export function curvesOfRun(
  series: readonly SeriesPoint[],
  metric: SeriesMetric,
  watched: ScoredSplit,
  nameOf: (split: ScoredSplit) => string,
): readonly Curve[] {
  const found = splitsOf(series);
  const splits = found.length === 0 ? (['train', watched] as const) : found;
  return splits.map((split) => ({
    label: nameOf(split),
    ...LOOKS[split],
    points: curveOf(series, metric, split),
  }));
}
