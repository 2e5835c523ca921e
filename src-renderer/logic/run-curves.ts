import type { SeriesMetric, SeriesPoint } from '#shared/run';

import type { Curve, CurveToken } from './curve';
import { curveOf, splitsOf, type ScoredSplit } from './series-data';

const LOOKS: Readonly<Record<string, { readonly token: CurveToken; readonly dashed: boolean }>> = {
  train: { token: '--series-train', dashed: false },
  validation: { token: '--series-validation', dashed: true },
  test: { token: '--series-test', dashed: true },
};

/** The curves of one metric of a run: one for each part of the data that was scored. */
export function curvesOfRun(
  series: readonly SeriesPoint[],
  metric: SeriesMetric,
  nameOf: (split: ScoredSplit) => string,
): readonly Curve[] {
  const splits = splitsOf(series);
  // named before there is anything to draw, so that nothing jumps when the first epoch ends
  return (splits.length === 0 ? (['train'] as const) : splits).map((split) => ({
    label: nameOf(split),
    token: LOOKS[split]?.token ?? '--series-process',
    dashed: LOOKS[split]?.dashed ?? true,
    points: curveOf(series, metric, split),
  }));
}
