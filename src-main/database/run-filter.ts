import type { RunFilter } from '#shared/runs/run-list';

import { whereOf } from './conditions';

/** As `statusOf` tells it. */
export const STATUS = "CASE WHEN status = 'running' AND paused_at IS NOT NULL THEN 'paused' ELSE status END";

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
  const where = whereOf(filter.where ?? []);
  conditions.push(...where.sql);
  Object.assign(values, where.values);
  const words = (filter.search ?? '').toLowerCase().split(/\s+/u).filter(Boolean);
  for (const [index, word] of words.entries()) {
    // each text is folded once, however many runs share it
    conditions.push(
      `(experiment_id IN (SELECT id FROM experiments WHERE instr(folded(title || ' ' || name), @word${index}) > 0)
        OR (note <> '' AND instr(folded(note), @word${index}) > 0)
        OR runs.id IN (SELECT run_id FROM run_tags WHERE instr(folded(tag), @word${index}) > 0))`,
    );
    values[`word${index}`] = word;
  }
  return { sql: conditions.join(' AND '), values };
}
