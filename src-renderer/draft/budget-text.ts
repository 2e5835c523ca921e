import { NUMBER_BOUNDS } from '#shared/basics/bounds';
import { DATASETS } from '#shared/datasets/datasets';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import { epochBudget, learnedImages, trainedFor, type WantedBudget } from '#shared/runs/budget';
import { typedNumber } from '../ui/typed-number';

/** What a training can be told to be as long as. */
export const BUDGET_MEASURES = ['epochs', 'updates', 'examples'] as const satisfies readonly WantedBudget['of'][];
export type BudgetMeasure = (typeof BUDGET_MEASURES)[number];

/** How long to train, as it is typed. Of epochs the setting of that name has the number. */
export interface BudgetText {
  readonly of: BudgetMeasure;
  readonly count: string;
}

export const FIRST_BUDGET: BudgetText = { of: 'epochs', count: '' };

/** What is wrong with a budget: its number is none, or would be more epochs than a design may have. */
export type BudgetProblem =
  | { readonly kind: 'count'; readonly received: string }
  /** @property most of the measure that was chosen */
  | { readonly kind: 'too-many'; readonly received: number; readonly most: number };

/** What was typed in place of epochs; null where epochs count, or what was typed is no number of updates or examples. */
export function readBudget({ of, count }: BudgetText): WantedBudget | null {
  const number = typedNumber(count);
  return of !== 'epochs' && Number.isSafeInteger(number) && number >= 1 ? { of, count: number } : null;
}

export type Budgeted =
  | { readonly kind: 'spec'; readonly spec: ExperimentSpec }
  | { readonly kind: 'problem'; readonly problem: BudgetProblem };

/** A design that is trained for what was typed; as it is where epochs count. */
export function budgeted(spec: ExperimentSpec, text: BudgetText): Budgeted {
  if (text.of === 'epochs') return { kind: 'spec', spec };
  const wanted = readBudget(text);
  if (wanted === null) return { kind: 'problem', problem: { kind: 'count', received: text.count.trim() } };
  const facts = DATASETS.get(spec.dataset);
  const most = NUMBER_BOUNDS.epochs.most * epochBudget(spec, learnedImages(spec, facts))[text.of];
  try {
    return { kind: 'spec', spec: trainedFor(spec, facts, wanted) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: 'problem', problem: { kind: 'too-many', received: wanted.count, most } };
  }
}
