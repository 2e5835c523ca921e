import type Database from 'better-sqlite3';

import { budgetOfRun } from '#shared/runs/budget';

import { designOf } from './experiments';

const NAMES = ['updates', 'examples', 'multiplyAdds'] as const;

/** `budget_of(name, spec, facts of the dataset, images learned from, epochs done)`: the list of runs is sorted by what a design makes of them. */
export function addBudgets(database: Database.Database): void {
  database.function('budget_of', { deterministic: true }, (name, spec, facts, trainCount, epochsDone) => {
    const known = NAMES.find((each) => each === name);
    if (known === undefined) return null;
    const budget = budgetOfRun({
      ...designOf(String(spec), typeof facts === 'string' ? facts : null),
      trainCount: typeof trainCount === 'number' ? trainCount : null,
      epochsDone: Number(epochsDone),
    });
    return budget?.[known] ?? null;
  });
}
