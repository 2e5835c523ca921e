import { z } from 'zod';

import { answerSelections } from '../answers/sweep';
import type { ComparedKey } from '../comparison/selection';
import { PUBLISHED_ROW_IDS } from '../reference/published';

/** As many runs, experiments and rows as a report may name. */
const MOST_KEYS = 1_000;

const id = z.int().positive();
const key: z.ZodType<ComparedKey> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('run'), id }),
  z.strictObject({ kind: z.literal('experiment'), id }),
  z.strictObject({ kind: z.literal('row'), row: z.enum(PUBLISHED_ROW_IDS) }),
]);

/** What a report is about: the runs of an answer, what was compared with a baseline, or all runs that came with the lab. */
export const reportSelectionSchema = z.discriminatedUnion('kind', [
  ...answerSelections,
  z.strictObject({
    kind: z.literal('compared'),
    keys: z.array(key).min(1).max(MOST_KEYS),
    /** A place in the list. */
    baseline: z.int().nonnegative(),
  }),
  z.strictObject({ kind: z.literal('study') }),
]);
export type ReportSelection = z.output<typeof reportSelectionSchema>;

/** What is asked of them; the first figure and the first field that there is where it is left out. */
export const reportQuestionSchema = z.strictObject({
  figure: z.string().max(100).optional(),
  axis: z.string().max(200).optional(),
  /** The line that the others are held against, by its key. */
  baseline: z.string().max(10_000).optional(),
});
export type ReportQuestion = z.output<typeof reportQuestionSchema>;
