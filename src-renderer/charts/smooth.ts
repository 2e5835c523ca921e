import type { CurvePoint } from '../bridge/series-data';

/** How much of the mean so far stays with each epoch: about the last ten count. */
const KEPT = 0.8;

/**
 * The exponential mean of the values so far, as TensorBoard's slider draws it: without the pull towards zero that such a
 * mean has at its start.
 */
export function smoothed(points: readonly CurvePoint[]): readonly CurvePoint[] {
  let sum = 0;
  let weight = 0;
  return points.map(({ x, y }) => {
    sum = KEPT * sum + (1 - KEPT) * y;
    weight = KEPT * weight + (1 - KEPT);
    return { x, y: sum / weight };
  });
}
