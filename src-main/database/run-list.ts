import { PUBLISHED_ROW_IDS } from '#shared/reference/published';
import { TOLD_STATUSES } from '#shared/runs/run';
import {
  NEWEST_FIRST,
  type Choice,
  type RunChoices,
  type RunFilter,
  type RunPage,
  type RunQuery,
  type RunSort,
} from '#shared/runs/run-list';

import { namesOfFigures } from './figures';
import type { ReadableDatabase } from './open';
import { conditionOf, STATUS } from './run-filter';
import { idsInOrder } from './run-order';
import { runsOfIds } from './runs';

/** A page of the list, and how many runs there are in all of its pages. */
export function pageOfRuns(database: ReadableDatabase, query: RunQuery): RunPage {
  // the order first, on ids alone: failures and notes of thousands of runs need not go through the sorting
  const ids = idsInOrder(database, query, query.sort ?? NEWEST_FIRST, query);
  const { sql, values } = conditionOf(query);
  const total = database.prepare<[object], number>(`SELECT count(*) FROM runs WHERE ${sql}`).pluck().get(values) ?? 0;
  return { runs: runsOfIds(database, ids), total };
}

/** Every run that the filter lets through. */
export function idsOfRuns(
  database: ReadableDatabase,
  filter: RunFilter,
  sort: RunSort = NEWEST_FIRST,
): readonly number[] {
  return idsInOrder(database, filter, sort);
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
