import {
  comparesNumbers,
  MOST_VALUES,
  type ColumnValues,
  type Comparison,
  type RunCondition,
} from '#shared/runs/condition';
import { metricOfColumn, pathOfColumn, type FilterColumn } from '#shared/runs/list-column';

import { figureOfRun } from './figures';
import type { ReadableDatabase } from './open';

/** The value of a column whose path or metric is bound by that name. */
interface Subject {
  readonly sql: string;
  readonly bound: string | null;
  /** The whole condition, from one on `sql`. */
  readonly within: (condition: string) => string;
}

const NUMBERS: Readonly<Partial<Record<FilterColumn, string>>> = {
  seed: 'seed',
  epochs: 'epochs_done',
  duration: 'duration',
  imagesPerSecond: 'images_per_second',
  parameters: 'parameter_count',
};

/** The value of a setting of an experiment. @param path bound by name, or as text of SQL */
export const settingOfExperiment = (path: string): string => `setting(spec, dataset_facts, ${path})`;

/** A column as it is filtered. @param name under which its path or metric is bound */
export function subjectOf(column: FilterColumn, name: string): Subject {
  const path = pathOfColumn(column);
  if (path !== null) {
    return {
      sql: 'setting_value',
      bound: path,
      // each design is looked at once, however many runs it has and however often the condition names the value
      within: (condition) => `experiment_id IN (
        WITH designs AS MATERIALIZED (SELECT id, ${settingOfExperiment(`@${name}`)} AS setting_value FROM experiments)
        SELECT id FROM designs WHERE ${condition})`,
    };
  }
  const metric = metricOfColumn(column);
  const sql = metric === null ? NUMBERS[column] : figureOfRun(`@${name}`);
  if (sql === undefined) throw new RangeError(`Received the column "${column}"; expected one to filter by.`);
  return { sql, bound: metric, within: (condition) => condition };
}

interface Conditions {
  readonly sql: readonly string[];
  readonly values: Readonly<Record<string, string | number>>;
}

/** Conditions as SQL on `runs`, their values bound. Those with `=` on one column are choices. */
export function whereOf(conditions: readonly RunCondition[]): Conditions {
  const values: Record<string, string | number> = {};
  const groups = new Map<string, RunCondition[]>();
  for (const [index, condition] of conditions.entries()) {
    const key = choiceKey(condition, index);
    groups.set(key, [...(groups.get(key) ?? []), condition]);
  }
  const sql = [...groups.values()].flatMap((group, index) => {
    const [first] = group;
    if (first === undefined) return [];
    const subject = subjectOf(first.column, `column${index}`);
    if (subject.bound !== null) values[`column${index}`] = subject.bound;
    const parts = group.map(({ is, value }, place) => {
      const name = `value${index}of${place}`;
      values[name] = comparesNumbers(is) ? Number(value) : is === '~' ? String(value).toLowerCase() : value;
      if (isExact(is)) values[`${name}said`] = String(value);
      return comparison(subject.sql, is, `@${name}`);
    });
    return [subject.within(`(${parts.join(' OR ')})`)];
  });
  return { sql, values };
}

/** The same for conditions of which one has to hold; a key of its own for every other. */
function choiceKey({ column, is }: RunCondition, index: number): string {
  return is === '=' ? `= ${column}` : `${index}`;
}

/** A run that has no such value is not less than, more than or like anything, and is other than everything. */
function comparison(subject: string, is: Comparison, value: string): string {
  if (comparesNumbers(is)) return `(typeof(${subject}) IN ('integer', 'real') AND ${subject} ${is} ${value})`;
  if (is === '~') return `instr(folded(coalesce(${subject}, '')), ${value}) > 0`;
  // a list of one number is a text: "1"
  return `(${subject} IN (${value}, ${value}said)) IS ${is === '=' ? '' : 'NOT '}TRUE`;
}

function isExact(is: Comparison): boolean {
  return is === '=' || is === '!=';
}

/** What the runs have in a column, archived ones included. */
export function valuesOf(database: ReadableDatabase, column: FilterColumn): ColumnValues {
  const { sql, bound } = subjectOf(column, 'column');
  const counted =
    pathOfColumn(column) === null
      ? `SELECT ${sql} AS value, 1 AS count FROM runs WHERE deleted_at IS NULL`
      : `SELECT ${settingOfExperiment('@column')} AS value, count(*) AS count FROM experiments JOIN (
           SELECT experiment_id FROM runs WHERE deleted_at IS NULL) ON experiment_id = id GROUP BY id`;
  const found = database
    .prepare<[object], { readonly value: string | number; readonly count: number }>(
      `SELECT value, sum(count) AS count FROM (${counted}) WHERE value IS NOT NULL
       GROUP BY value ORDER BY count DESC, value`,
    )
    .all(bound === null ? {} : { column: bound });
  const numbers = found.flatMap(({ value }) => (typeof value === 'number' ? value : []));
  return {
    values: found.slice(0, MOST_VALUES),
    min: numbers.length === 0 ? null : numbers.reduce((a, b) => Math.min(a, b)),
    max: numbers.length === 0 ? null : numbers.reduce((a, b) => Math.max(a, b)),
  };
}
