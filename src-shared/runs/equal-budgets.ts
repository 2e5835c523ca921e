import { DATASETS } from '../datasets/datasets';
import type { ExperimentSpec } from '../experiment/experiment';
import type { Swept } from '../experiment/sweep';
import { budgetOfDesign, trainedFor, type WantedBudget } from './budget';

/**
 * A grid of experiments that are trained for one budget, each for the epochs of its own that come nearest to it. One for
 * which that would be too many is refused, at its epochs. Null leaves every experiment with its epochs.
 */
export function trainedEqually(swept: readonly Swept[], wanted: WantedBudget | null): readonly Swept[] {
  if (wanted === null) return swept;
  return swept.map((each): Swept => {
    if (each.kind !== 'experiment') return each;
    try {
      return { ...each, spec: trainedFor(each.spec, DATASETS.get(each.spec.dataset), wanted) };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const problems = [{ field: 'training.epochs', message: error.message }];
      return { kind: 'refused', point: each.point, problems };
    }
  });
}

/** More than this apart, the larger over the smaller, two budgets are not equal. */
const EQUAL_WITHIN = 1.1;

/** Whether two amounts of updates or examples are not equal. A quotient that is rounded up is no difference. */
export function isApart(one: number, other: number): boolean {
  return Math.max(one / other, other / one) > EQUAL_WITHIN + 1e-9;
}

/** The fewest and the most updates of some experiments; null where these are as good as equal. */
export function unequalUpdates(
  specs: readonly ExperimentSpec[],
): { readonly least: number; readonly most: number } | null {
  const updates = specs.map((spec) => budgetOfDesign(spec, DATASETS.get(spec.dataset)).updates);
  const [least, most] = [Math.min(...updates), Math.max(...updates)];
  return specs.length < 2 || !isApart(least, most) ? null : { least, most };
}
