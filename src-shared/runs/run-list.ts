import { z } from 'zod';

import type { Aggregate } from '../metrics/aggregate';
import { METRICS } from '../metrics/metrics';
import { conditionSchema, MOST_CONDITIONS, type RunCondition } from './condition';
import { metricOfColumn, pathOfColumn, sortColumnSchema, type RunColumn, type SortColumn } from './list-column';
import { TOLD_STATUSES, type RunSummary, type ToldStatus } from './run';

/** What is unknown comes last either way; among equals the newest run comes first. */
export interface RunSort {
  readonly by: SortColumn;
  readonly descending: boolean;
}

export const NEWEST_FIRST = { by: 'id', descending: true } as const satisfies RunSort;

const WORDS: ReadonlySet<string> = new Set<RunColumn>([
  'experiment',
  'row',
  'dataset',
  'network',
  'seed',
  'status',
  'tags',
  'note',
]);

/** The direction in which people look for something first: words from A, seeds from 1, figures from the best, times from the largest,
 * settings from the smallest. */
export function usualSort<Column extends RunSort['by']>(
  by: Column,
): { readonly by: Column; readonly descending: boolean } {
  const metric = metricOfColumn(by);
  const isLowerBetter = metric !== null && METRICS.find(metric)?.better === 'lower';
  return { by, descending: !WORDS.has(by) && pathOfColumn(by) === null && !isLowerBetter };
}

/** Whether archived runs are left out, shown alone, or shown among the others. */
export const ARCHIVED_CHOICES = ['without', 'only', 'with'] as const;
export type ArchivedChoice = (typeof ARCHIVED_CHOICES)[number];

/** Which runs are meant: all for which every condition holds. Deleted runs are never among them. */
export interface RunFilter {
  /** One of these; all where it is absent. The same holds for the other lists. */
  readonly statuses?: readonly ToldStatus[] | undefined;
  /** By name, also such as no design of this lab has: a run whose design is not understood can be filtered too. */
  readonly datasets?: readonly string[] | undefined;
  readonly networks?: readonly string[] | undefined;
  readonly rows?: readonly string[] | undefined;
  readonly ids?: readonly number[] | undefined;
  /** Every one of these. */
  readonly tags?: readonly string[] | undefined;
  /** Without them, where it is absent. */
  readonly archived?: ArchivedChoice | undefined;
  /** Settings, figures and other numbers. */
  readonly where?: readonly RunCondition[] | undefined;
  /** Each word of it is somewhere in the title, the tags or the note, in capitals or not. */
  readonly search?: string | undefined;
}

/** Figures of a list: of each metric the best, where several runs have one. */
export interface BestQuery extends RunFilter {
  readonly metrics: readonly string[];
}

/** The best figure of a metric, and of how many runs it is. */
export interface BestFigure {
  readonly value: number;
  readonly count: number;
}

export interface RunQuery extends RunFilter {
  /** Newest first, where it is absent. */
  readonly sort?: RunSort | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface RunPage {
  readonly runs: readonly RunSummary[];
  /** How many there are in all. */
  readonly total: number;
}

/** The runs of one experiment that pass the filter, as one line. */
export interface RunGroup {
  readonly experimentId: number;
  /** In the order of the list. */
  readonly runIds: readonly number[];
  /** One of them: its design is that of all. */
  readonly first: RunSummary;
  /** How many of them are finished. */
  readonly finishedCount: number;
  /** Over the finished runs, one value a run; null where there is none. */
  readonly figures: Readonly<Record<GroupFigure, Aggregate | null>>;
  /** The same of the metrics that were asked for. */
  readonly metrics: Readonly<Record<string, Aggregate | null>>;
}

/** The figures that differ from seed to seed: of a group they are shown as mean ± standard deviation (n). */
export const GROUP_FIGURES = ['accuracy', 'macroF1', 'epochs', 'duration', 'imagesPerSecond'] as const;
export type GroupFigure = (typeof GROUP_FIGURES)[number];

/** A line of the list: a run, or an experiment that stands for its runs. */
export type RunLine =
  | { readonly kind: 'run'; readonly run: RunSummary; readonly isInGroup: boolean }
  | { readonly kind: 'group'; readonly group: RunGroup; readonly isExpanded: boolean };

/** The list grouped by experiment: an expanded experiment is followed by its runs. */
export interface GroupQuery extends RunQuery {
  readonly expanded: readonly number[];
  /** Metrics whose means are shown, by name. */
  readonly metrics?: readonly string[] | undefined;
}

export interface LinePage {
  readonly lines: readonly RunLine[];
  /** Lines in all. */
  readonly total: number;
  /** Runs in all, whether a line of their own shows them or not. */
  readonly runCount: number;
}

/** What there is to filter by, with the number of runs, archived ones included. */
export interface RunChoices {
  readonly statuses: readonly Choice<ToldStatus>[];
  readonly datasets: readonly Choice<string>[];
  readonly networks: readonly Choice<string>[];
  readonly rows: readonly Choice<string>[];
  readonly tags: readonly Choice<string>[];
  /** Names of the figures that some evaluation has. */
  readonly figures: readonly string[];
  readonly archived: number;
  readonly total: number;
}

export interface Choice<Value> {
  readonly value: Value;
  readonly count: number;
}

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const MOST_TAG_LETTERS = 40;
export const MOST_NOTE_LETTERS = 10_000;
/** How many runs one request may name. */
const MOST_IDS = 100_000;

const runId = z.int().positive();
export const runIdsSchema = z.array(runId).min(1).max(MOST_IDS);

const tagSays = {
  error: `Expected a tag of 1 to ${MOST_TAG_LETTERS} characters without commas, such as "baseline".`,
};
/** A tag without blanks around it. */
export const tagSchema = z
  .string(tagSays)
  .trim()
  .min(1, tagSays)
  .max(MOST_TAG_LETTERS, tagSays)
  .regex(/^[^,\p{Cc}]+$/u, tagSays);

/** Tags that one request gives to, takes from or asks of runs. */
const MOST_TAGS = 20;
export const tagsSchema = z.array(tagSchema).max(MOST_TAGS);

/** Of an experiment; empty for none of a person's. */
export const MOST_NAME_LETTERS = 200;
export const experimentNameSchema = z
  .string()
  .trim()
  .max(MOST_NAME_LETTERS, { error: `Expected a name of at most ${MOST_NAME_LETTERS} characters.` });

export const noteSchema = z
  .string()
  .max(MOST_NOTE_LETTERS, { error: `Expected a note of at most ${MOST_NOTE_LETTERS} characters.` });

const names = z.array(z.string().max(1000)).max(100).optional();
const metricNames = z.array(z.string().max(100)).max(100);
const filterFields = {
  statuses: z.array(z.enum(TOLD_STATUSES)).optional(),
  datasets: names,
  networks: names,
  rows: names,
  ids: z.array(runId).max(MOST_IDS).optional(),
  tags: z.array(z.string()).max(MOST_TAGS).optional(),
  archived: z.enum(ARCHIVED_CHOICES).optional(),
  where: z.array(conditionSchema).max(MOST_CONDITIONS).optional(),
  search: z.string().max(200).optional(),
};
const pageFields = {
  sort: z.strictObject({ by: sortColumnSchema, descending: z.boolean() }).optional(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
};

export const runFilterSchema = z.strictObject(filterFields);
export const runQuerySchema = z.strictObject({ ...filterFields, ...pageFields });
export const groupQuerySchema = runQuerySchema.extend({
  expanded: z.array(runId).max(MOST_IDS),
  metrics: metricNames.optional(),
});
export const bestQuerySchema = z.strictObject({ ...filterFields, metrics: metricNames });
export const runOrderSchema = runQuerySchema.omit({ offset: true, limit: true });
