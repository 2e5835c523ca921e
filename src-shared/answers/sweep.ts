import { z } from 'zod';

import { PUBLISHED_ROW_IDS } from '../reference/published';

/** Experiments that were launched together, under one name. */
export interface Sweep {
  readonly id: number;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly experimentCount: number;
  readonly runCount: number;
  readonly finishedCount: number;
  /** Runs that train or wait. */
  readonly openCount: number;
}

export const sweepNameSchema = z.string().trim().min(1).max(200);

/** As many experiments as a sweep may hold. */
const MOST_EXPERIMENTS = 1_000;

/** The runs of a sweep, of some experiments, or of all that stand for some rows. */
export const answerSelections = [
  z.strictObject({ kind: z.literal('sweep'), id: z.int().positive() }),
  z.strictObject({
    kind: z.literal('experiments'),
    ids: z.array(z.int().positive()).min(1).max(MOST_EXPERIMENTS),
  }),
  z.strictObject({ kind: z.literal('rows'), rows: z.array(z.enum(PUBLISHED_ROW_IDS)).min(1).max(100) }),
] as const;

/** Which runs an answer is drawn from. */
export const selectionSchema = z.discriminatedUnion('kind', answerSelections);
export type AnswerSelection = z.output<typeof selectionSchema>;
