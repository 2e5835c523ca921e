import { describe } from '#shared/basics/expected';
import { PUBLISHED_ROW_IDS } from '#shared/reference/published';
import { budgetOfRun } from '#shared/runs/budget';
import { TOLD_STATUSES } from '#shared/runs/run';
import { metricOfColumn, pathOfColumn, type RunColumn } from '#shared/runs/list-column';
import type { RunFilter, RunSort } from '#shared/runs/run-list';

import { settingOfExperiment } from './conditions';
import { experimentsOfIds } from './experiments';
import { figureOfRun } from './figures';
import type { ReadableDatabase } from './open';
import { conditionOf, STATUS } from './run-filter';

const TITLE =
  "(SELECT CASE name WHEN '' THEN title ELSE name END FROM experiments WHERE experiments.id = experiment_id)";
const TAGS = "(SELECT group_concat(tag, ', ') FROM (SELECT tag FROM run_tags WHERE run_id = runs.id ORDER BY tag))";

/** A value's place in a list of ours: rows of the deck are in the deck's order, not in that of the alphabet. */
const placeIn = (values: readonly string[], column: string): string =>
  `CASE (${column}) ${values.map((value, place) => `WHEN '${value}' THEN ${place}`).join(' ')} END`;

const SORT_BY: Readonly<Record<Exclude<RunColumn, 'accuracy' | 'macroF1' | BudgetColumn>, string>> = {
  id: 'runs.id',
  experiment: `${TITLE} COLLATE NOCASE`,
  row: placeIn(PUBLISHED_ROW_IDS, 'deck_row'),
  dataset: 'dataset',
  network: 'network',
  fraction: 'fraction',
  seed: 'seed',
  status: placeIn(TOLD_STATUSES, STATUS),
  tags: `${TAGS} COLLATE NOCASE`,
  epochs: 'epochs_done',
  started: 'started_at',
  duration: 'duration',
  imagesPerSecond: 'images_per_second',
  parameters: 'parameter_count',
  note: "nullif(note, '') COLLATE NOCASE",
};

function orderOf({ by, descending }: RunSort): string {
  const direction = descending ? 'DESC' : 'ASC';
  return by === 'id' ? `runs.id ${direction}` : `${sortedBy(by)} ${direction} NULLS LAST, runs.id DESC`;
}

function sortedBy(by: RunSort['by']): string {
  const metric = metricOfColumn(by);
  // letters, digits, underscores, dots and hyphens: nothing that SQL could mistake
  if (metric !== null) return figureOfRun(`'${metric}'`);
  if (pathOfColumn(by) !== null) return 'setting_value COLLATE NOCASE';
  const sql = Object.hasOwn(SORT_BY, by) ? SORT_BY[by as keyof typeof SORT_BY] : undefined;
  if (sql === undefined)
    throw new RangeError(`Received the column ${describe(by)} to sort by; expected one of the list.`);
  return sql;
}

/** Where the list is sorted by a setting: the setting of each design, read once however many runs it has. */
function settingsFor(by: RunSort['by']): { readonly before: string; readonly join: string } {
  const path = pathOfColumn(by);
  if (path === null) return { before: '', join: '' };
  return {
    // letters, digits, underscores and dots: nothing that SQL could mistake
    before: `WITH settings AS MATERIALIZED (
      SELECT id AS setting_of, ${settingOfExperiment(`'${path}'`)} AS setting_value FROM experiments)`,
    join: 'LEFT JOIN settings ON setting_of = experiment_id',
  };
}

/** What a run has cost follows from its design: SQL cannot say it. */
const BUDGET_COLUMNS = ['updates', 'examples', 'multiplyAdds'] as const satisfies readonly RunColumn[];
type BudgetColumn = (typeof BUDGET_COLUMNS)[number];

/** The ids of the runs that the filter lets through, in order; those of one page, or of all. */
export function idsInOrder(
  database: ReadableDatabase,
  filter: RunFilter,
  sort: RunSort,
  { offset, limit }: { readonly offset: number; readonly limit: number } = {
    offset: 0,
    limit: Number.MAX_SAFE_INTEGER,
  },
): readonly number[] {
  const budget = BUDGET_COLUMNS.find((column) => column === sort.by);
  if (budget !== undefined) {
    return idsByBudget(database, filter, budget, sort.descending).slice(offset, offset + limit);
  }
  const { sql, values } = conditionOf(filter);
  const { before, join } = settingsFor(sort.by);
  return database
    .prepare<[object], number>(
      `${before} SELECT id FROM runs ${join} WHERE ${sql} ORDER BY ${orderOf(sort)} LIMIT @limit OFFSET @offset`,
    )
    .pluck()
    .all({ ...values, limit, offset });
}

interface BudgetRow {
  readonly id: number;
  readonly experimentId: number;
  readonly trainCount: number | null;
  readonly epochsDone: number;
}

/** Each design is read once, however many runs it has. */
function idsByBudget(
  database: ReadableDatabase,
  filter: RunFilter,
  column: BudgetColumn,
  isDescending: boolean,
): readonly number[] {
  const { sql, values } = conditionOf(filter);
  const rows = database
    .prepare<[object], BudgetRow>(
      `SELECT id, experiment_id AS experimentId, train_count AS trainCount, epochs_done AS epochsDone
       FROM runs WHERE ${sql}`,
    )
    .all(values);
  const experiments = experimentsOfIds(
    database,
    rows.map(({ experimentId }) => experimentId),
  );
  const sign = isDescending ? -1 : 1;
  return rows
    .map(({ id, experimentId, ...run }) => {
      const design = experiments.get(experimentId);
      return { id, value: design === undefined ? null : (budgetOfRun({ ...design, ...run })?.[column] ?? null) };
    })
    .sort((a, b) => {
      if (a.value === null || b.value === null)
        return Number(a.value === null) - Number(b.value === null) || b.id - a.id;
      return sign * (a.value - b.value) || b.id - a.id;
    })
    .map(({ id }) => id);
}
