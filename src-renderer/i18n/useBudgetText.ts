import type { Budget, ExampleUnit } from '#shared/runs/budget';
import { useFormat } from './useFormat';
import { useText } from './useText';

export interface BudgetText {
  /** Null where nobody knows. */
  readonly text: (name: 'updates' | 'examples' | 'multiplyAdds', budget: Budget | null) => string | null;
  /** "75,000 pairs" */
  readonly examples: (examples: number, unit: ExampleUnit) => string;
  /** "40 epochs · 1,200 updates · 200,000 pairs" */
  readonly all: (budget: Budget) => string;
  /** "75K pairs", where there is little room. */
  readonly short: (budget: Budget | null) => string | null;
}

/** How budgets are written on every screen. */
export function useBudgetText(): BudgetText {
  const { plural } = useText();
  const format = useFormat();
  const examples = (count: number, unit: ExampleUnit): string => plural(`budget.${unit}`, Math.round(count));
  return {
    examples,
    all: ({ epochs, updates, examples: count, unit }) =>
      [plural('budget.epochs', epochs), plural('budget.updates', updates), examples(count, unit)].join(' · '),
    short: (budget) =>
      budget === null
        ? null
        : plural(`budget.${budget.unit}`, budget.examples, { count: format.compact(budget.examples) }),
    text: (name, budget) => {
      if (budget === null) return null;
      if (name === 'examples') return examples(budget.examples, budget.unit);
      return name === 'updates' ? format.count(budget.updates) : format.exponent(budget.multiplyAdds);
    },
  };
}
