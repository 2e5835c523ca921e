import { z } from 'zod';

import { describe } from '../basics/expected';

/** What the list of runs shows of a run. It can be sorted by each of them. */
export const RUN_COLUMNS = [
  'id',
  'experiment',
  'row',
  'dataset',
  'network',
  'fraction',
  'seed',
  'status',
  'tags',
  'accuracy',
  'macroF1',
  'epochs',
  'started',
  'duration',
  'imagesPerSecond',
  'parameters',
  'updates',
  'examples',
  'multiplyAdds',
  'note',
] as const;
export type RunColumn = (typeof RUN_COLUMNS)[number];

/** Any named figure of the first protocol of a design, such as `figure:balanced-accuracy`. */
export type FigureColumn = `figure:${string}`;
const FIGURE_COLUMN = /^figure:([\w.-]{1,100})$/;

/** Any setting of a design by its path, such as `field:training.learningRate`: also one that this lab does not know. */
export type FieldColumn = `field:${string}`;
const FIELD_COLUMN = /^field:((?=.{1,100}$)[A-Za-z]\w*(?:\.\w+)*)$/;

/** What the list can be sorted by. */
export type SortColumn = RunColumn | FigureColumn | FieldColumn;

/** What the list can show: beside those the curve of each run's accuracy, small. */
export type ListColumn = SortColumn | 'curve';

/** Settings that have a column of their own, by their paths. */
const OWN_COLUMNS: ReadonlyMap<string, RunColumn> = new Map([
  ['dataset', 'dataset'],
  ['network.kind', 'network'],
  ['fraction', 'fraction'],
  // of an experiment; a run has one of them
  ['seeds', 'seed'],
]);
const OWN_FIGURES: ReadonlyMap<string, RunColumn> = new Map([
  ['accuracy', 'accuracy'],
  ['macro-f1', 'macroF1'],
]);

/** The metric whose figure a column shows; null for a column that shows none. */
export function metricOfColumn(column: ListColumn): string | null {
  if (column === 'accuracy') return 'accuracy';
  if (column === 'macroF1') return 'macro-f1';
  return FIGURE_COLUMN.exec(column)?.[1] ?? null;
}

/** The path of the setting that a column shows; null for a column that shows none, or has a name of its own. */
export function pathOfColumn(column: string): string | null {
  return FIELD_COLUMN.exec(column)?.[1] ?? null;
}

/** The column of a setting. @param path such as `training.batchSize` */
export function fieldColumn(path: string): RunColumn | FieldColumn {
  return OWN_COLUMNS.get(path) ?? `field:${path}`;
}

/** The column of a figure. @param metric such as `balanced-accuracy` */
export function figureColumn(metric: string): RunColumn | FigureColumn {
  return OWN_FIGURES.get(metric) ?? `figure:${metric}`;
}

export function isRunColumn(column: string): column is RunColumn {
  return RUN_COLUMNS.some((known) => known === column);
}

const fieldColumnSchema = z.custom<FieldColumn>((column) => typeof column === 'string' && FIELD_COLUMN.test(column));
const figureColumnSchema = z.custom<FigureColumn>((column) => typeof column === 'string' && FIGURE_COLUMN.test(column));

export const sortColumnSchema = z.union([z.enum(RUN_COLUMNS), figureColumnSchema, fieldColumnSchema], {
  error: ({ input }) =>
    `Received ${describe(input)}; expected a column of the list, "figure:" with a metric, or "field:" with the path of a setting.`,
});

export const listColumnSchema = z.union([z.literal('curve'), sortColumnSchema]);

/** Numbers of a run that are no figures of a test. */
export const NUMBER_COLUMNS = [
  'seed',
  'epochs',
  'duration',
  'imagesPerSecond',
  'parameters',
] as const satisfies readonly RunColumn[];

/** What runs are filtered by beside status, tags and words. A setting is always named by its path here. */
export type FilterColumn = FieldColumn | FigureColumn | (typeof NUMBER_COLUMNS)[number];

export const filterColumnSchema = z.union([z.enum(NUMBER_COLUMNS), figureColumnSchema, fieldColumnSchema]);
