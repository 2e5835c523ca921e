import { z } from 'zod';

import type { ColumnValues } from '../runs/condition';
import { filterColumnSchema, type FilterColumn } from '../runs/list-column';
import type { Sparkline } from '../runs/sparkline';
import {
  bestQuerySchema,
  EXPORT_FORMATS,
  groupQuerySchema,
  experimentNameSchema,
  noteSchema,
  runFilterSchema,
  runIdsSchema,
  runOrderSchema,
  runQuerySchema,
  tagsSchema,
  type BestFigure,
  type BestQuery,
  type ExportFormat,
  type GroupQuery,
  type LinePage,
  type RunChoices,
  type RunFilter,
  type RunPage,
  type RunQuery,
  type RunSort,
} from '../runs/run-list';

/** What the window asks about the list of runs. */
export interface RunListRequests {
  'run:list': { readonly args: RunQuery; readonly result: RunPage };
  /** The same list with a line an experiment. */
  'run:groups': { readonly args: GroupQuery; readonly result: LinePage };
  /** Every run that a filter lets through. */
  'run:ids': { readonly args: RunFilter; readonly result: readonly number[] };
  'run:choices': { readonly args: null; readonly result: RunChoices };
  /** What there is in a column, for who filters by it. */
  'run:values': { readonly args: { readonly column: FilterColumn }; readonly result: ColumnValues };
  /** Of each metric the best figure, where a list has several; of a metric that the lab does not know nobody knows what is better. */
  'run:best': { readonly args: BestQuery; readonly result: Readonly<Record<string, BestFigure>> };
  /** The accuracy of runs after their epochs, in a few points each; of runs without one none. */
  'run:sparklines': { readonly args: { readonly ids: readonly number[] }; readonly result: readonly Sparkline[] };
  /** Adds some tags to runs and takes others away. */
  'run:tag': {
    readonly args: {
      readonly ids: readonly number[];
      readonly add: readonly string[];
      readonly remove: readonly string[];
    };
    readonly result: null;
  };
  'run:note': { readonly args: { readonly id: number; readonly note: string }; readonly result: null };
  /** Names the experiment of a run; an empty name takes it away again. */
  'run:name': { readonly args: { readonly id: number; readonly name: string }; readonly result: null };
  /** Runs that have ended: all of them, or none. */
  'run:archive': {
    readonly args: { readonly ids: readonly number[]; readonly isArchived: boolean };
    readonly result: null;
  };
  /** Runs that have ended: all of them, or none. For a minute it can be undone with `run:restore`. */
  'run:delete': { readonly args: { readonly ids: readonly number[] }; readonly result: null };
  'run:restore': { readonly args: { readonly ids: readonly number[] }; readonly result: null };
  /** Writes runs to a file that the system's dialog asks for; null where the person changed their mind. */
  'run:export': {
    readonly args: RunFilter & { readonly sort?: RunSort | undefined; readonly format: ExportFormat };
    readonly result: { readonly file: string; readonly count: number } | null;
  };
}

const runId = z.int().positive();

export const RUN_LIST_SCHEMAS: {
  readonly [Name in keyof RunListRequests]: z.ZodType<RunListRequests[Name]['args']>;
} = {
  'run:list': runQuerySchema,
  'run:groups': groupQuerySchema,
  'run:ids': runFilterSchema,
  'run:choices': z.null(),
  'run:values': z.strictObject({ column: filterColumnSchema }),
  'run:best': bestQuerySchema,
  'run:sparklines': z.strictObject({ ids: z.array(runId).max(500) }),
  'run:tag': z.strictObject({ ids: runIdsSchema, add: tagsSchema, remove: tagsSchema }),
  'run:note': z.strictObject({ id: runId, note: noteSchema }),
  'run:name': z.strictObject({ id: runId, name: experimentNameSchema }),
  'run:archive': z.strictObject({ ids: runIdsSchema, isArchived: z.boolean() }),
  'run:delete': z.strictObject({ ids: runIdsSchema }),
  'run:restore': z.strictObject({ ids: runIdsSchema }),
  'run:export': runOrderSchema.extend({ format: z.enum(EXPORT_FORMATS) }),
};
