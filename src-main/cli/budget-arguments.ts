import { parseKey } from '#shared/comparison/selection';
import { DATASETS } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import { aggregate } from '#shared/metrics/aggregate';
import { budgetOfDesign, budgetOfRun, trainedFor, type WantedBudget } from '#shared/runs/budget';

import { budgetLine } from '#shared/comparison/budget-text';
import type { Lab } from '../lab/lab';

/** How long to train, as it was typed: one of the three. */
export interface BudgetArguments {
  readonly epochs?: unknown;
  readonly updates?: unknown;
  readonly examples?: unknown;
  /** A run or an experiment of this lab, whose updates count: "12", "experiment-3". */
  readonly asLongAs?: string;
}

/**
 * What was typed, with `--as-long-as` read as the updates that its run was trained for, or those of its experiment on
 * average.
 * @throws LabError `invalid-spec`, `unknown-run`
 */
export function withLength<Typed extends BudgetArguments>(
  lab: Pick<Lab, 'run' | 'runsOfExperiment'>,
  typed: Typed,
): Typed {
  const { asLongAs } = typed;
  if (asLongAs === undefined) return typed;
  const other = (['epochs', 'updates', 'examples'] as const).find((name) => typed[name] !== undefined);
  if (other !== undefined) throw onlyOne(['as-long-as', other]);
  const key = parseKey(asLongAs);
  if (key === null || key.kind === 'row') {
    throw new LabError(
      'invalid-spec',
      `--as-long-as: Received "${asLongAs}"; expected a run or an experiment of this lab, such as 12 or experiment-3.`,
    );
  }
  const runs = key.kind === 'run' ? [lab.run(key.id)] : lab.runsOfExperiment(key.id);
  const updates = runs.map((run) => budgetOfRun(run)?.updates ?? 0).filter((count) => count > 0);
  if (updates.length > 0) return { ...typed, updates: Math.round(aggregate(updates).mean) };
  throw new LabError(
    'invalid-spec',
    `--as-long-as: Received ${asLongAs}; expected what was trained for an epoch or more.`,
  );
}

function onlyOne(names: readonly string[]): LabError {
  const received = names.map((name) => `--${name}`).join(' and ');
  return new LabError('invalid-spec', `Received ${received}; expected one of them. Leave the others out.`);
}

/**
 * The budget that was typed in place of epochs; null where none was.
 * @throws LabError `invalid-spec`
 */
export function wantedBudget({ epochs, updates, examples }: BudgetArguments): WantedBudget | null {
  const typed = Object.entries({ epochs, updates, examples }).filter(([, count]) => count !== undefined);
  if (typed.length > 1) throw onlyOne(typed.map(([name]) => name));
  if (updates === undefined && examples === undefined) return null;
  const [of, count] = updates === undefined ? (['examples', examples] as const) : (['updates', updates] as const);
  if (typeof count === 'number' && Number.isInteger(count) && count >= 1) return { of, count };
  throw new LabError(
    'invalid-spec',
    `--${of}: Received ${JSON.stringify(count)}; expected how many ${of} to train for: a whole number of 1 or more.`,
  );
}

/**
 * The budget that every experiment of a sweep is trained for: the one that was typed, or what the design around which the
 * sweep is comes to in updates or examples. Null where each has the epochs of the design.
 * @throws LabError `invalid-spec`
 */
export function sweepBudget(
  typed: BudgetArguments & { readonly equal?: string | undefined },
  base: ExperimentSpec,
): WantedBudget | null {
  const { equal } = typed;
  const wanted = wantedBudget(typed);
  if (equal === undefined) return wanted;
  if (equal !== 'updates' && equal !== 'examples') {
    throw new LabError('invalid-spec', `--equal: Received "${equal}"; expected updates or examples.`);
  }
  if (wanted !== null) throw onlyOne(['equal', typed.asLongAs === undefined ? wanted.of : 'as-long-as']);
  return { of: equal, count: budgetOfDesign(base, DATASETS.get(base.dataset))[equal] };
}

/** @throws LabError `invalid-spec` where it would be too many epochs */
export function withBudget(spec: ExperimentSpec, wanted: WantedBudget | null): ExperimentSpec {
  if (wanted === null) return spec;
  try {
    return trainedFor(spec, DATASETS.get(spec.dataset), wanted);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new LabError('invalid-spec', `--${wanted.of}: ${error.message}`);
  }
}

/** "15 epochs: 150 updates, 75,000 images, 1.23e+12 multiply-adds" */
export function designBudgetLine(spec: ExperimentSpec): string {
  const { epochs } = spec.training;
  return `${epochs} epoch${epochs === 1 ? '' : 's'}: ${budgetLine(budgetOfDesign(spec, DATASETS.get(spec.dataset)))}`;
}
