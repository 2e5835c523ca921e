import { z } from 'zod';

import type { BinaryMetrics } from '#shared/metrics/binary';
import type { ClassificationMetrics } from '#shared/metrics/classification';
import type { ComparedClasses } from '#shared/metrics/discrimination';
import type { OwnOutputMetrics, UsedThreshold } from '#shared/metrics/own-output';
import type { Evaluation } from '#shared/runs/evaluation';
import {
  binaryConfusionSchema,
  countsSchema,
  figuresSchema,
  protocolKindSchema,
  rotationSchema,
} from '#shared/runs/stored-evaluation';

import { countSchema } from '../processes/process-message';

/** A sum of shares may be above 1 by its rounding. */
const share = z
  .number()
  .min(0)
  .max(1 + 1e-9);

const binaryShares = {
  accuracy: share,
  precision: share,
  recall: share,
  f1: share,
  balancedAccuracy: share,
  floorAccuracy: share,
};
const binaryMetrics: z.ZodType<BinaryMetrics> = z.strictObject({
  count: countSchema,
  ...binaryShares,
  confusion: binaryConfusionSchema,
});

const classificationMetrics: z.ZodType<ClassificationMetrics> = z
  .strictObject({
    count: countSchema,
    accuracy: share,
    balancedAccuracy: share,
    macroF1: share,
    weightedF1: share,
    weightedF1ByPrediction: share,
    perClass: z.array(
      z.strictObject({ precision: share, recall: share, f1: share, support: countSchema, predicted: countSchema }),
    ),
    confusion: z.array(z.array(countSchema)),
  })
  .refine(
    ({ perClass, confusion }) =>
      confusion.length === perClass.length && confusion.every((row) => row.length === perClass.length),
    { error: 'Expected as many lines and columns of the confusion matrix as there are classes.' },
  );

const comparedClasses: z.ZodType<ComparedClasses> = z.strictObject({
  together: binaryMetrics,
  perRotation: z.array(z.strictObject({ rotation: rotationSchema, metrics: binaryMetrics })),
  asInTheSlides: z.strictObject({ accuracy: share, confusion: binaryConfusionSchema, f1: share }),
});

const ranking = z.strictObject({ areaUnderRoc: share, averagePrecision: share, equalErrorRate: share }).nullable();
const ownOutputMetrics: z.ZodType<OwnOutputMetrics> = z.strictObject({
  count: countSchema,
  mean: z.strictObject({ ...binaryShares, ranking }),
  perSet: z.array(z.strictObject({ rotation: rotationSchema.nullable(), metrics: binaryMetrics, ranking })).min(1),
});

const threshold: z.ZodType<UsedThreshold> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), value: z.number() }),
  z.strictObject({
    kind: z.literal('validation'),
    value: z.number(),
    goal: z.enum(['f1', 'balancedAccuracy']),
    pairs: countSchema,
  }),
]);

const tested = { protocol: protocolKindSchema, figures: figuresSchema };
export const evaluationSchema: z.ZodType<Evaluation> = z.discriminatedUnion('task', [
  z.strictObject({
    ...tested,
    task: z.literal('classification'),
    loss: z.number(),
    metrics: classificationMetrics,
    discrimination: comparedClasses.nullable(),
  }),
  z.strictObject({
    ...tested,
    task: z.literal('discrimination'),
    loss: z.number(),
    threshold,
    metrics: ownOutputMetrics,
  }),
  z.strictObject({ ...tested, task: z.literal('other'), counts: countsSchema }),
]);
