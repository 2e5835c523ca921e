export interface DotScale {
  readonly low: number;
  readonly high: number;
  /** Round numbers from low to high. */
  readonly ticks: readonly number[];
}

const STEPS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2] as const;
const MOST_TICKS = 7;

/** A scale for scores with some air around them: its ends and its ticks are round numbers from 0 to 1. */
export function dotScale(values: readonly number[]): DotScale {
  const [lowest, highest] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
  const air = Math.max((highest - lowest) * 0.08, 0.004);
  const from = Math.max(0, lowest - air);
  const to = Math.min(1, highest + air);
  // counted in whole steps, which stay exact
  const span = (step: number): readonly [number, number] => [Math.floor(from / step), Math.ceil(to / step)];
  const step = STEPS.find((candidate) => span(candidate)[1] - span(candidate)[0] < MOST_TICKS) ?? 0.2;
  const [first, last] = span(step);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toFixed(3)));
  return { low: ticks[0] ?? 0, high: ticks.at(-1) ?? 1, ticks };
}
