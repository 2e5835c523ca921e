import { z } from 'zod';

import { TOLD_STATUSES } from '#shared/runs/run';
import { conditionSchema, MOST_CONDITIONS, type RunCondition } from '#shared/runs/condition';
import { listColumnSchema, sortColumnSchema, type ListColumn, type SortColumn } from '#shared/runs/list-column';
import { ARCHIVED_CHOICES, NEWEST_FIRST, usualSort, type RunFilter } from '#shared/runs/run-list';

/** What a person sees before they choose columns: it fits into a small window, for the title says the design. */
export const FIRST_COLUMNS: readonly ListColumn[] = [
  'id',
  'experiment',
  'status',
  'accuracy',
  'macroF1',
  'epochs',
  'seed',
  'started',
  'duration',
  'tags',
];

const choice = <const Value extends string>(
  values: readonly Value[],
): z.ZodCatch<z.ZodNullable<z.ZodEnum<{ [Key in Value]: Key }>>> => z.enum(values).nullable().catch(null);

export const LEAST_WIDTH = 40;
export const MOST_WIDTH = 1000;

const word = z.string().nullable().catch(null);

/** How the list of runs is looked at. Whatever of a stored view is no view any more takes its default. */
export const runsViewSchema = z.object({
  status: choice(TOLD_STATUSES),
  // whatever the runs have: a design that is not understood names others than this lab knows
  dataset: word,
  network: word,
  row: word,
  tag: word,
  archived: z.enum(ARCHIVED_CHOICES).catch('without'),
  search: z.string().catch(''),
  /** Settings, figures and other numbers. */
  where: z.array(conditionSchema).max(MOST_CONDITIONS).catch([]),
  sort: z.object({ by: sortColumnSchema, descending: z.boolean() }).catch(NEWEST_FIRST),
  isGrouped: z.boolean().catch(false),
  /** In the order on the screen; the first two are always there. */
  columns: z
    .array(listColumnSchema)
    .refine((columns) => new Set(columns).size === columns.length && columns.includes('id'))
    .catch([...FIRST_COLUMNS]),
  /** In pixels, of the columns that a person has made wider or narrower, as the grid names them. */
  widths: z.record(z.string().max(200), z.number().min(LEAST_WIDTH).max(MOST_WIDTH)).catch({}),
});

export type RunsView = z.output<typeof runsViewSchema>;

export const FIRST_VIEW: RunsView = runsViewSchema.parse({});

/** The view's filter as the lab takes it. */
export function filterOf(view: RunsView): RunFilter {
  const search = view.search.trim();
  return {
    ...(view.status === null ? {} : { statuses: [view.status] }),
    ...(view.dataset === null ? {} : { datasets: [view.dataset] }),
    ...(view.network === null ? {} : { networks: [view.network] }),
    ...(view.row === null ? {} : { rows: [view.row] }),
    ...(view.tag === null ? {} : { tags: [view.tag] }),
    ...(view.archived === 'without' ? {} : { archived: view.archived }),
    ...(search === '' ? {} : { search }),
    ...(view.where.length === 0 ? {} : { where: view.where }),
  };
}

const UNFILTERED: Partial<RunsView> = {
  status: null,
  dataset: null,
  network: null,
  row: null,
  tag: null,
  archived: 'without',
  search: '',
  where: [],
};

/** The same view of every run that is not archived. */
export function withoutFilter(view: RunsView): RunsView {
  return { ...view, ...UNFILTERED };
}

export function isFiltered(view: RunsView): boolean {
  return Object.keys(filterOf(view)).length > 0;
}

/** With more conditions; one that is there already is not there twice. */
export function withConditions(where: readonly RunCondition[], more: readonly RunCondition[]): RunCondition[] {
  const key = ({ column, is, value }: RunCondition): string => JSON.stringify([column, is, value]);
  return [...new Map([...where, ...more].map((condition) => [key(condition), condition])).values()].slice(
    0,
    MOST_CONDITIONS,
  );
}

/** What a click on the head of a column sorts by; a second click turns it. */
export function sortedBy({ sort }: RunsView, by: SortColumn): RunsView['sort'] {
  return sort.by === by ? { by, descending: !sort.descending } : usualSort(by);
}

/** Shows a column at the end, or hides it. */
export function toggledColumn(columns: readonly ListColumn[], column: ListColumn): ListColumn[] {
  return columns.includes(column) ? columns.filter((other) => other !== column) : [...columns, column];
}

/** Moves a column by so many places, as far as there are any; the run's number stays first. */
export function movedColumn(columns: readonly ListColumn[], column: ListColumn, places: number): ListColumn[] {
  const others = columns.filter((other) => other !== column);
  const target = Math.min(Math.max(columns.indexOf(column) + places, 1), others.length);
  return [...others.slice(0, target), column, ...others.slice(target)];
}
