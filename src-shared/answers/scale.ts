/** An axis: its ends and its round numbers between them, ends included. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  /** From 0 at the low end to 1 at the high one. */
  readonly at: (value: number) => number;
}

const MOST_TICKS = 6;
/** Beyond such a ratio equal steps would crowd the small values. */
const LOG_FROM = 4;

/** A scale with round numbers around some values, with a little air. @param values not empty, finite */
export function valueScale(values: readonly number[]): Scale {
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const apart = highest - lowest;
  // equal but for rounding: there is still an axis to draw
  const span = apart > Math.max(Math.abs(highest), 1) * 1e-9 ? apart : Math.max(Math.abs(highest) * 0.1, 0.01);
  const [from, to] = [lowest - span * 0.06, highest + span * 0.06];
  const step = roundStep((to - from) / MOST_TICKS);
  const [first, last] = [Math.floor(from / step), Math.ceil(to / step)];
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => rounded((first + index) * step));
  return linear(first * step, last * step, ticks);
}

/** A scale with a tick at each place that is there: logarithmic where they span a large ratio. @param places not empty */
export function placeScale(places: readonly number[]): Scale {
  const ticks = [...new Set(places)].toSorted((one, other) => one - other);
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  if (low === high) return { low, high, ticks, at: () => 0.5 };
  if (low <= 0 || high / low < LOG_FROM) return linear(low, high, ticks);
  const span = Math.log(high / low);
  return { low, high, ticks, at: (value) => Math.log(value / low) / span };
}

function linear(low: number, high: number, ticks: readonly number[]): Scale {
  return { low, high, ticks, at: (value) => (value - low) / (high - low) };
}

/** 1, 2 or 5 times a power of ten, at least as large. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5, 10].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10) * power;
}

/** Steps are counted in whole ones, and their product is rounded: 0.30000000000000004 is no tick. */
const rounded = (value: number): number => Number(value.toPrecision(12));

/** As many decimals as the closest two ticks need. */
export function digitsOf(ticks: readonly { readonly value: number }[]): number {
  const needed = ticks.map(({ value }) => (String(Number(value.toPrecision(10))).split('.')[1] ?? '').length);
  return Math.max(0, ...needed);
}
