import type { Comparison } from '#shared/runs/condition';
import { pathOfColumn, type FilterColumn } from '#shared/runs/list-column';
import { isNumberSetting } from './run-columns';

/** What is offered to compare by; *between* is two conditions. */
export type Offered = Comparison | 'between';

/** The messages of `runFilter.comparison`. */
export const COMPARISON_KEYS = {
  '=': 'is',
  '!=': 'isNot',
  '<': 'less',
  '<=': 'atMost',
  '>': 'more',
  '>=': 'atLeast',
  '~': 'contains',
  between: 'between',
} as const satisfies Readonly<Record<Offered, string>>;

/** Short, as a chip says it: the same in every language. */
export const SIGNS: Readonly<Record<Exclude<Comparison, '~'>, string>> = {
  '=': '=',
  '!=': '≠',
  '<': '<',
  '<=': '≤',
  '>': '>',
  '>=': '≥',
};

export function holdsNumbers(column: FilterColumn): boolean {
  const path = pathOfColumn(column);
  return path === null || isNumberSetting(path);
}

/** What fits the values of a column, the most likely first. A figure is hardly ever exactly a number. */
export function comparisonsOf(column: FilterColumn): readonly Offered[] {
  if (!holdsNumbers(column)) return ['=', '!=', '~'];
  const bounds = ['>=', '<=', 'between'] as const;
  return column.startsWith('figure:') ? bounds : ['=', ...bounds, '!='];
}

/** A duration is typed in seconds and stored in milliseconds. */
export function factorOf(column: FilterColumn): number {
  return column === 'duration' ? 1000 : 1;
}
