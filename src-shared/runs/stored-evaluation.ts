import { z } from 'zod';

import type { BinaryConfusion } from '../metrics/binary';
import type { ConfusionMatrix } from '../metrics/confusion';
import type { Counts, Figures } from '../metrics/judged';
import type { PairSetCounts, UsedThreshold } from '../metrics/own-output';

/** The counts of one rotation, as stored. */
interface RotationCounts {
  readonly rotation: number;
  readonly confusion: BinaryConfusion;
}

interface ClassCounts {
  readonly confusion: ConfusionMatrix;
  readonly rotations: readonly RotationCounts[] | null;
}

interface PairCounts {
  readonly threshold: UsedThreshold;
  readonly sets: readonly PairSetCounts[];
}

/** What the database holds of an evaluation beside its figures. */
export type StoredCounts =
  ({ readonly kind: 'classes' } & ClassCounts) | ({ readonly kind: 'pairs' } & PairCounts) | Counts;

interface Stored {
  readonly protocol: string;
}

/** An evaluation as a bundle holds it: the counts that its metrics follow from. */
export type StoredEvaluation =
  | (Stored & ClassCounts & { readonly task: 'classification'; readonly loss: number } & ForeignFigures)
  | (Stored & PairCounts & { readonly task: 'discrimination'; readonly loss: number } & ForeignFigures)
  /** Judged in a way of its own, by an extension or a newer lab. */
  | (Stored & { readonly task: 'other'; readonly counts: Counts; readonly figures: Figures });

interface ForeignFigures {
  /** Of metrics that the lab itself does not define. */
  readonly figures?: Figures | undefined;
}

const count = z.int().nonnegative();
const finite = z.number();
/** counts[truth][answer], different before same. */
export const binaryConfusionSchema = z.tuple([z.tuple([count, count]), z.tuple([count, count])]);
export const rotationSchema = z.int().positive();
const confusion = z
  .array(z.array(count))
  .min(1)
  .refine((matrix) => matrix.every((row) => row.length === matrix.length), {
    error: 'Expected a confusion matrix with as many columns as rows.',
  });
const threshold = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), value: finite }),
  z.strictObject({ kind: z.literal('validation'), value: finite, goal: z.string().max(10_000), pairs: count }),
]);
const ranking = z.strictObject({ areaUnderRoc: finite, averagePrecision: finite, equalErrorRate: finite });

/** Any kind, also one that no protocol of this lab has: it is kept. */
export const protocolKindSchema = z.string().min(1).max(100);
/** Names are whatever a lab or an extension has called its metrics. */
export const figuresSchema = z.record(z.string().min(1).max(100), finite);
/** Counts of a kind that this lab need not know: anything that JSON can keep, so that it reads again as it was. */
export const countsSchema = z.object({ kind: z.string().min(1).max(100) }).catchall(z.json());

const stored = { protocol: protocolKindSchema, loss: finite, figures: figuresSchema.optional() };
export const storedEvaluationSchema = z.discriminatedUnion('task', [
  z.strictObject({
    ...stored,
    task: z.literal('classification'),
    confusion,
    rotations: z
      .array(z.strictObject({ rotation: rotationSchema, confusion: binaryConfusionSchema }))
      .min(1)
      .nullable(),
  }),
  z.strictObject({
    ...stored,
    task: z.literal('discrimination'),
    threshold,
    sets: z
      .array(
        z.strictObject({
          rotation: rotationSchema.nullable(),
          confusion: binaryConfusionSchema,
          ranking: ranking.nullable(),
        }),
      )
      .min(1),
  }),
  z.strictObject({
    task: z.literal('other'),
    protocol: protocolKindSchema,
    counts: countsSchema,
    figures: figuresSchema,
  }),
]);
