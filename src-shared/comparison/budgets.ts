import { DATASETS } from '../datasets/datasets';
import type { ExperimentSpec } from '../experiment/experiment';
import { isUnderstood } from '../experiment/stored-spec';
import { aggregate, type Aggregate } from '../metrics/aggregate';
import {
  budgetOfDesign,
  budgetOfRow,
  budgetOfRun,
  designOfRow,
  trainedFor,
  type Budget,
  type ExampleUnit,
  type WantedBudget,
} from '../runs/budget';
import { isApart } from '../runs/equal-budgets';
import { keyOf, runsBehind, type Compared } from './compared';
import type { ComparedKey } from './selection';

/** What a training costs, as it stands beside its figures. *time*: milliseconds of training, of ours alone. */
export const BUDGET_NAMES = ['epochs', 'updates', 'examples', 'multiplyAdds', 'time'] as const;
export type BudgetName = (typeof BUDGET_NAMES)[number];

/** Of one column: over its runs, which differ where one stopped early. */
export interface BudgetCell {
  readonly aggregate: Aggregate;
  /** What the examples are. */
  readonly unit: ExampleUnit;
}

export interface BudgetRow {
  readonly name: BudgetName;
  /** Null where it is not known. */
  readonly cells: readonly (BudgetCell | null)[];
}

/** How the budget of a column stands to the baseline's. *unknown*: of one of the two nobody knows. */
export type BudgetStanding =
  { readonly kind: 'equal' } | { readonly kind: 'unknown' } | { readonly kind: 'unequal'; readonly gap: BudgetGap };

/** Two budgets that are not equal: which of them is the larger, and how much larger. */
export interface BudgetGap {
  /** Whether the column's is the larger, and not the baseline's. */
  readonly isColumnLarger: boolean;
  readonly larger: MeanBudget;
  readonly smaller: MeanBudget;
  /** The larger over the smaller. Where batches differ one of them may be below 1. */
  readonly updates: number;
  readonly examples: number;
  /** What would make the two comparable; null where it cannot be trained. */
  readonly control: Control | null;
}

/** Of a column: over its runs. */
export interface MeanBudget {
  readonly updates: number;
  readonly examples: number;
  readonly unit: ExampleUnit;
}

/** The design of the smaller budget, trained for as long as the larger one. */
export interface Control {
  /** Whose design it is. */
  readonly like: ComparedKey;
  readonly wanted: WantedBudget;
  readonly spec: ExperimentSpec;
  /** What it really amounts to, in whole epochs. */
  readonly budget: Budget;
}

/** The rows of the budgets, those that some column knows. */
export function budgetRows(compared: readonly Compared[]): readonly BudgetRow[] {
  return BUDGET_NAMES.map((name) => ({ name, cells: compared.map((each) => cellOf(each, name)) })).filter(({ cells }) =>
    cells.some((cell) => cell !== null),
  );
}

function cellOf(compared: Compared, name: BudgetName): BudgetCell | null {
  const budgets = budgetsOf(compared);
  const [first] = budgets;
  if (name !== 'time') {
    return first === undefined
      ? null
      : { aggregate: aggregate(budgets.map((budget) => budget[name])), unit: first.unit };
  }
  const times = runsBehind(compared).flatMap(({ trainedFor }) => trainedFor ?? []);
  return times.length === 0 ? null : { aggregate: aggregate(times), unit: first?.unit ?? 'images' };
}

/** Of each run, or of the row; none where the design of one is not understood, or the deck does not say enough. */
function budgetsOf(compared: Compared): readonly Budget[] {
  const budgets =
    compared.kind === 'row'
      ? [budgetOfRow(compared.row)]
      : runsBehind(compared).map((run) => budgetOfRun({ ...run, trainCount: run.facts?.trainCount ?? run.trainCount }));
  const known = budgets.filter((budget) => budget !== null);
  return known.length === budgets.length ? known : [];
}

function meanOf(compared: Compared): MeanBudget | null {
  const budgets = budgetsOf(compared);
  const [first] = budgets;
  if (first === undefined) return null;
  const [updates, examples] = (['updates', 'examples'] as const).map(
    (name) => aggregate(budgets.map((budget) => budget[name])).mean,
  );
  return updates === undefined || examples === undefined ? null : { updates, examples, unit: first.unit };
}

type Amounts = Pick<Budget, 'updates' | 'examples'>;

/** Whether two trainings were equally long; *unknown* where of one nobody knows, or nothing was trained. */
export function budgetRelation(own: Amounts | null, other: Amounts | null): BudgetStanding['kind'] {
  if (own === null || other === null) return 'unknown';
  const amounts = [own.updates, own.examples, other.updates, other.examples];
  if (amounts.includes(0)) return 'unknown';
  return isApart(own.updates, other.updates) || isApart(own.examples, other.examples) ? 'unequal' : 'equal';
}

/** Holds the budget of a column against the baseline's. */
export function budgetStanding(compared: Compared, baseline: Compared): BudgetStanding {
  const [own, other] = [meanOf(compared), meanOf(baseline)];
  const kind = budgetRelation(own, other);
  if (own === null || other === null || kind === 'unknown') return { kind: 'unknown' };
  if (kind === 'equal') return { kind };
  const isUpdates = isApart(own.updates, other.updates);
  const isColumnLarger = isUpdates ? own.updates > other.updates : own.examples > other.examples;
  const [larger, smaller] = isColumnLarger ? [own, other] : [other, own];
  const shorter = isColumnLarger ? ([baseline, compared] as const) : ([compared, baseline] as const);
  return {
    kind: 'unequal',
    gap: {
      isColumnLarger,
      larger,
      smaller,
      updates: larger.updates / smaller.updates,
      examples: larger.examples / smaller.examples,
      control: controlOf(
        ...shorter,
        isUpdates
          ? { of: 'updates', count: Math.round(larger.updates) }
          : { of: 'examples', count: Math.round(larger.examples) },
      ),
    },
  };
}

function controlOf(smaller: Compared, larger: Compared, wanted: WantedBudget): Control | null {
  const design = designBehind(smaller, larger);
  if (design === null) return null;
  const [run] = runsBehind(smaller);
  const facts = run?.datasetFacts ?? DATASETS.find(design.dataset);
  if (facts === undefined) return null;
  try {
    const spec = trainedFor(design, facts, wanted);
    const budget = budgetOfDesign(spec, facts);
    // whole epochs may not come near enough: what is no better than what there is, is no control
    const isNear = !isApart(budget[wanted.of], wanted.count);
    return isNear ? { like: keyOf(smaller), wanted, spec, budget } : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** With the seeds that it was trained with; a row with those that it is held against. */
function designBehind(compared: Compared, other: Compared): ExperimentSpec | null {
  if (compared.kind === 'row') {
    const design = designOfRow(compared.row);
    const seeds = [...new Set(runsBehind(other).map(({ seed }) => seed))];
    return design === null || seeds.length === 0 ? design : { ...design, seeds };
  }
  const [run] = runsBehind(compared);
  if (run === undefined || !isUnderstood(run.spec)) return null;
  return compared.kind === 'run' ? { ...run.spec, seeds: [run.seed] } : run.spec;
}
