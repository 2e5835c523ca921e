import { describe } from '#shared/basics/expected';
import { PUBLISHED_ROW_IDS } from '#shared/reference/published';
import { TOLD_STATUSES } from '#shared/runs/run';
import {
  metricOfColumn,
  NEWEST_FIRST,
  type Choice,
  type RunChoices,
  type RunColumn,
  type RunFilter,
  type RunPage,
  type RunQuery,
  type RunSort,
} from '#shared/runs/run-list';

import { figureOfRun, namesOfFigures } from './figures';
import type { ReadableDatabase } from './open';
import { PARAMETERS, runsOfIds, TRAINED } from './runs';

const TITLE = '(SELECT title FROM experiments WHERE experiments.id = experiment_id)';
const TAGS = "(SELECT group_concat(tag, ', ') FROM (SELECT tag FROM run_tags WHERE run_id = runs.id ORDER BY tag))";

/** As `statusOf` tells it. */
const STATUS = "CASE WHEN status = 'running' AND paused_at IS NOT NULL THEN 'paused' ELSE status END";

/** A value's place in a list of ours: rows of the deck are in the deck's order, not in that of the alphabet. */
const placeIn = (values: readonly string[], column: string): string =>
  `CASE (${column}) ${values.map((value, place) => `WHEN '${value}' THEN ${place}`).join(' ')} END`;

/** See `addBudgets`. */
function budget(name: 'updates' | 'examples' | 'multiplyAdds'): string {
  const of = (column: string): string => `(SELECT ${column} FROM experiments WHERE experiments.id = experiment_id)`;
  return `budget_of('${name}', ${of('spec')}, ${of('dataset_facts')}, ${TRAINED}, epochs_done)`;
}

const SORT_BY: Readonly<Record<Exclude<RunColumn, 'accuracy' | 'macroF1'>, string>> = {
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
  parameters: PARAMETERS,
  updates: budget('updates'),
  examples: budget('examples'),
  multiplyAdds: budget('multiplyAdds'),
  note: "nullif(note, '') COLLATE NOCASE",
};

export function orderOf({ by, descending }: RunSort): string {
  const direction = descending ? 'DESC' : 'ASC';
  return by === 'id' ? `runs.id ${direction}` : `${sortedBy(by)} ${direction} NULLS LAST, runs.id DESC`;
}

function sortedBy(by: RunSort['by']): string {
  const metric = metricOfColumn(by);
  // letters, digits and hyphens: nothing that SQL could mistake
  if (metric !== null) return figureOfRun(`'${metric}'`);
  const sql = Object.hasOwn(SORT_BY, by) ? SORT_BY[by as keyof typeof SORT_BY] : undefined;
  if (sql === undefined)
    throw new RangeError(`Received the column ${describe(by)} to sort by; expected one of the list.`);
  return sql;
}

export interface Condition {
  readonly sql: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A filter as the condition of a query on `runs`, its values bound and never part of the text. */
export function conditionOf(filter: RunFilter): Condition {
  const conditions = ['deleted_at IS NULL'];
  const values: Record<string, string | number> = {};
  const archived = filter.archived ?? 'without';
  if (archived !== 'with') conditions.push(`archived_at IS ${archived === 'only' ? 'NOT NULL' : 'NULL'}`);

  const oneOf = (column: string, name: string, allowed: readonly (string | number)[] | undefined): void => {
    if (allowed === undefined) return;
    conditions.push(`(${column}) IN (SELECT value FROM json_each(@${name}))`);
    values[name] = JSON.stringify(allowed);
  };
  oneOf(STATUS, 'statuses', filter.statuses);
  oneOf('dataset', 'datasets', filter.datasets);
  oneOf('network', 'networks', filter.networks);
  oneOf('deck_row', 'rows', filter.rows);
  oneOf('runs.id', 'ids', filter.ids);

  for (const [index, tag] of (filter.tags ?? []).entries()) {
    conditions.push(`runs.id IN (SELECT run_id FROM run_tags WHERE tag = @tag${index})`);
    values[`tag${index}`] = tag;
  }
  for (const [index, { name, min, max }] of (filter.figures ?? []).entries()) {
    conditions.push(
      `evaluation_id IN (SELECT evaluation_id FROM figures WHERE name = @figure${index}
         AND value BETWEEN @min${index} AND @max${index})`,
    );
    values[`figure${index}`] = name;
    values[`min${index}`] = min ?? -Infinity;
    values[`max${index}`] = max ?? Infinity;
  }
  const words = (filter.search ?? '').toLowerCase().split(/\s+/u).filter(Boolean);
  for (const [index, word] of words.entries()) {
    // each text is folded once, however many runs share it
    conditions.push(
      `(experiment_id IN (SELECT id FROM experiments WHERE instr(folded(title), @word${index}) > 0)
        OR (note <> '' AND instr(folded(note), @word${index}) > 0)
        OR runs.id IN (SELECT run_id FROM run_tags WHERE instr(folded(tag), @word${index}) > 0))`,
    );
    values[`word${index}`] = word;
  }
  return { sql: conditions.join(' AND '), values };
}

/** A page of the list, and how many runs there are in all of its pages. */
export function pageOfRuns(database: ReadableDatabase, query: RunQuery): RunPage {
  const { sql, values } = conditionOf(query);
  // the order first, on ids alone: designs and failures of thousands of runs need not go through the sorting
  const ids = database
    .prepare<[object], number>(
      `SELECT id FROM runs WHERE ${sql} ORDER BY ${orderOf(query.sort ?? NEWEST_FIRST)} LIMIT @limit OFFSET @offset`,
    )
    .pluck()
    .all({ ...values, limit: query.limit, offset: query.offset });
  const total = database.prepare<[object], number>(`SELECT count(*) FROM runs WHERE ${sql}`).pluck().get(values) ?? 0;
  return { runs: runsOfIds(database, ids), total };
}

/** Every run that the filter lets through. */
export function idsOfRuns(
  database: ReadableDatabase,
  filter: RunFilter,
  sort: RunSort = NEWEST_FIRST,
): readonly number[] {
  const { sql, values } = conditionOf(filter);
  return database
    .prepare<[object], number>(`SELECT id FROM runs WHERE ${sql} ORDER BY ${orderOf(sort)}`)
    .pluck()
    .all(values);
}

/** What is in no order of ours comes last. */
function placeOf<Value>(order: readonly Value[], value: Value): number {
  const place = order.indexOf(value);
  return place === -1 ? order.length : place;
}

/** What there is to filter by. */
export function runChoices(database: ReadableDatabase): RunChoices {
  const counted = <Value extends string>(column: string): readonly Choice<Value>[] =>
    database
      .prepare<[], Choice<Value>>(
        `SELECT ${column} AS value, count(*) AS count FROM runs
         WHERE deleted_at IS NULL AND ${column} IS NOT NULL GROUP BY value ORDER BY value`,
      )
      .all();
  const inOrder = <Value extends string>(
    choices: readonly Choice<Value>[],
    order: readonly Value[],
  ): readonly Choice<Value>[] => choices.toSorted((a, b) => placeOf(order, a.value) - placeOf(order, b.value));
  const [sums] = database
    .prepare<[], { readonly archived: number; readonly total: number }>(
      'SELECT count(archived_at) AS archived, count(*) AS total FROM runs WHERE deleted_at IS NULL',
    )
    .all();
  return {
    statuses: inOrder(counted(STATUS), TOLD_STATUSES),
    datasets: counted('dataset'),
    networks: counted('network'),
    rows: inOrder<string>(counted('deck_row'), PUBLISHED_ROW_IDS),
    tags: database
      .prepare<[], Choice<string>>(
        `SELECT tag AS value, count(*) AS count FROM run_tags JOIN runs ON runs.id = run_id
         WHERE deleted_at IS NULL GROUP BY tag ORDER BY tag`,
      )
      .all(),
    figures: namesOfFigures(database),
    archived: sums?.archived ?? 0,
    total: sums?.total ?? 0,
  };
}
