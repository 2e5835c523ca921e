import { z } from 'zod';

import { SERIES_METRICS, SERIES_SPLITS } from '#shared/runs/run';
import type { LogEvent } from '#shared/runs/run-log';
import { seriesPointSchema } from '#shared/runs/run-schemas';
import { figuresSchema, protocolKindSchema, storedEvaluationSchema } from '#shared/runs/stored-evaluation';

/** Forms of what is stored of a run beside its design: the same in the database and in a bundle. */
const text = z.string().max(10_000);
const count = z.int().nonnegative();
const finite = z.number();

export const failureSchema = z.strictObject({
  code: text,
  message: text,
  detail: z.string().max(100_000).optional(),
});

export const originSchema = z.strictObject({
  machine: text,
  runId: z.int().positive(),
  importedAt: count,
  isStudy: z.boolean().optional(),
});

const metric = z.enum(SERIES_METRICS);
const split = z.enum(SERIES_SPLITS);
export const seriesSchema = z.array(seriesPointSchema);

export const evaluationsSchema = z.array(storedEvaluationSchema);

/** A schema for every kind of line: one that is added to the log has to be added here. */
const EVENTS: { readonly [Kind in LogEvent['kind']]: z.ZodType<Extract<LogEvent, { readonly kind: Kind }>> } = {
  queued: z.strictObject({ kind: z.literal('queued') }),
  started: z.strictObject({ kind: z.literal('started') }),
  loaded: z.strictObject({
    kind: z.literal('loaded'),
    device: text,
    trainCount: count,
    testCount: count,
    parameterCount: count,
  }),
  epoch: z.strictObject({
    kind: z.literal('epoch'),
    epoch: count,
    scores: z.array(z.strictObject({ split, metric, value: finite })),
  }),
  paused: z.strictObject({ kind: z.literal('paused') }),
  resumed: z.strictObject({ kind: z.literal('resumed') }),
  restored: z.strictObject({ kind: z.literal('restored'), epoch: count, batch: count }),
  'checkpoint-failed': z.strictObject({ kind: z.literal('checkpoint-failed'), reason: text }),
  'kernels-unsound': z.strictObject({ kind: z.literal('kernels-unsound'), reason: text }),
  'stopped-early': z.strictObject({ kind: z.literal('stopped-early'), epoch: count }),
  kept: z.strictObject({ kind: z.literal('kept'), epoch: count }),
  artefact: z.strictObject({ kind: z.literal('artefact'), file: text, bytes: count }),
  evaluated: z.strictObject({
    kind: z.literal('evaluated'),
    protocol: protocolKindSchema,
    accuracy: finite.optional(),
    loss: finite.optional(),
    figures: figuresSchema.optional(),
  }),
  ended: z.strictObject({
    kind: z.literal('ended'),
    status: z.enum(['finished', 'failed', 'cancelled', 'interrupted']),
    reason: text.nullable(),
  }),
};

export const eventSchema = z.union(Object.values(EVENTS));
