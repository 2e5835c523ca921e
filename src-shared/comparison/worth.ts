import type { Aggregate } from '../metrics/aggregate';
import {
  differenceOf,
  differenceToValue,
  excludesZero,
  resolutionOf,
  type Difference,
  type Resolution,
} from '../metrics/difference';
import type { BudgetStanding } from './budgets';
import type { Figure, FigureFacts } from './figures';

/**
 * Why a difference is neither better nor worse. *unequal-budget*: one was trained for longer, whatever the figures say.
 * *unknown-budget*: of one nobody knows. *one-seed*: a side has a single value, so that nobody knows how far chance reaches.
 * *no-spread*: all seeds say the same, which is too good to calculate with. *not-told*: the interval holds zero.
 */
export type OpenReason = 'unequal-budget' | 'unknown-budget' | 'one-seed' | 'no-spread' | 'not-told';

/** What a difference says. */
export interface Worth {
  readonly difference: Difference;
  /** Null where it says neither. */
  readonly verdict: 'better' | 'worse' | null;
  /** Null where there is a verdict. */
  readonly open: OpenReason | null;
  /** What these seeds can tell; null where there is no interval. */
  readonly resolution: Resolution | null;
}

/** What it is worth that one figure is other than the baseline's. @param budget how the budgets of the two stand */
export function worthOf(
  figure: Figure,
  baseline: Figure,
  better: FigureFacts['better'],
  budget: BudgetStanding['kind'],
): Worth {
  return judged(measured(figure, baseline), better, budget);
}

/** The same of a mean of ours beside one printed value, of a figure of which more is better. */
export function worthToPublished(ours: Aggregate, printed: number, budget: BudgetStanding['kind']): Worth {
  return judged({ difference: differenceToValue(ours, printed), resolution: null }, 'higher', budget);
}

interface Measured {
  readonly difference: Difference;
  readonly resolution: Resolution | null;
}

function judged(
  { difference, resolution }: Measured,
  better: FigureFacts['better'],
  budget: BudgetStanding['kind'],
): Worth {
  const open = openReason(difference, budget);
  if (open !== null) return { difference, verdict: null, open, resolution };
  const isBetter = difference.value > 0 === (better === 'higher');
  return { difference, verdict: isBetter ? 'better' : 'worse', open: null, resolution };
}

function measured({ values, aggregate }: Figure, baseline: Figure): Measured {
  const printed = baseline.aggregate.mean;
  if (values.length > 0 && baseline.values.length > 0) {
    return { difference: differenceOf(values, baseline.values), resolution: resolutionOf(values, baseline.values) };
  }
  if (values.length > 0) {
    return { difference: differenceToValue(aggregate, printed), resolution: resolutionOf(values, printed) };
  }
  if (baseline.values.length > 0) {
    const { mean } = aggregate;
    return {
      difference: turned(differenceToValue(baseline.aggregate, mean)),
      resolution: resolutionOf(baseline.values, mean),
    };
  }
  const value = aggregate.mean - printed;
  return { difference: { value, method: 'one-sample', counts: [1, 1], interval: null }, resolution: null };
}

/** The same with its sides exchanged. */
function turned({ value, method, counts: [one, other], interval }: Difference): Difference {
  return { value: -value, method, counts: [other, one], interval: interval && [-interval[1], -interval[0]] };
}

function openReason(difference: Difference, budget: BudgetStanding['kind']): OpenReason | null {
  if (budget === 'unequal') return 'unequal-budget';
  if (budget === 'unknown') return 'unknown-budget';
  if (difference.interval === null) return hasOneSeed(difference) ? 'one-seed' : 'no-spread';
  return excludesZero(difference) ? null : 'not-told';
}

/** A printed value has no spread and needs none: it is held against the interval of the other side. */
export function hasOneSeed({ method, counts }: Difference): boolean {
  return method === 'one-sample' ? Math.max(...counts) === 1 : Math.min(...counts) === 1;
}
