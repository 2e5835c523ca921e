import { DATASETS } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import { budgetOfDesign, trainedFor, type WantedBudget } from '#shared/runs/budget';

import { budgetLine } from '#shared/comparison/budget-text';

/** How long to train, as it was typed: one of the three. */
export interface BudgetArguments {
  readonly epochs?: unknown;
  readonly updates?: unknown;
  readonly examples?: unknown;
}

/**
 * The budget that was typed in place of epochs; null where none was.
 * @throws LabError `invalid-spec`
 */
export function wantedBudget({ epochs, updates, examples }: BudgetArguments): WantedBudget | null {
  const typed = Object.entries({ epochs, updates, examples }).filter(([, count]) => count !== undefined);
  if (typed.length > 1) {
    const names = typed.map(([name]) => `--${name}`).join(' and ');
    throw new LabError('invalid-spec', `Received ${names}; expected one of them. Leave the others out.`);
  }
  if (updates === undefined && examples === undefined) return null;
  const [of, count] = updates === undefined ? (['examples', examples] as const) : (['updates', updates] as const);
  if (typeof count === 'number' && Number.isSafeInteger(count) && count >= 1) return { of, count };
  throw new LabError(
    'invalid-spec',
    `--${of}: Received ${JSON.stringify(count)}; expected how many ${of} to train for: a whole number of 1 or more.`,
  );
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
