import { z } from 'zod';

import { filterColumnSchema, type FilterColumn } from './list-column';

/** `~`: the text is somewhere in it. */
export const COMPARISONS = ['=', '!=', '<', '<=', '>', '>=', '~'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/**
 * Something that a run has to be. Of several conditions all have to hold; but those with `=` on one column are choices of
 * which one has to.
 */
export interface RunCondition {
  readonly column: FilterColumn;
  readonly is: Comparison;
  /** As it is stored: a word of a list by its name, a duration in milliseconds. */
  readonly value: string | number;
}

/** Conditions of one filter. */
export const MOST_CONDITIONS = 40;

export const conditionSchema = z.strictObject({
  column: filterColumnSchema,
  is: z.enum(COMPARISONS),
  value: z.union([z.string().max(200), z.number()]),
});

/** Whether a comparison is of numbers alone. */
export function comparesNumbers(is: Comparison): boolean {
  return ['<', '<=', '>', '>='].includes(is);
}

/** What there is in a column, for who filters by it. */
export interface ColumnValues {
  /** The most frequent ones, at most `MOST_VALUES`, with the number of runs. */
  readonly values: readonly { readonly value: string | number; readonly count: number }[];
  /** Of its numbers; null where there is none. */
  readonly min: number | null;
  readonly max: number | null;
}
export const MOST_VALUES = 50;
