import { z } from 'zod';

import { PROTOCOLS, SERIES_METRICS, SERIES_SPLITS } from '#shared/runs/run';
import type { LogEvent } from '#shared/runs/run-log';

/** Forms of what is stored of a run beside its design: the same in the database and in a bundle. */
const text = z.string().max(10_000);
const count = z.int().nonnegative();
const finite = z.number();

const machineSchema = z.looseObject({
  processor: text,
  cores: count,
  memoryBytes: count,
  platform: text,
  runtime: text,
  device: text,
  engine: text,
  libraries: z.record(text, text),
  code: text,
});
/** Loose: a newer lab may know more of a run than this one, and it goes along. */
export const factsSchema = z.looseObject({
  parameterCount: count,
  trainCount: count,
  testCount: count,
  datasetChecksum: text,
  machine: machineSchema,
  heldOutCount: count.optional(),
  startingWeights: z.looseObject({ name: text, file: text, sha256: text }).optional(),
  keptEpoch: count.optional(),
});

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
const epoch = z.int().positive();
export const pointSchema = z.strictObject({ split, metric, epoch, value: finite });
export const seriesSchema = z.array(pointSchema);

const binary = z.tuple([z.tuple([count, count]), z.tuple([count, count])]);
const rotation = z.int().positive();
const confusionSchema = z
  .array(z.array(count))
  .min(1)
  .refine((matrix) => matrix.every((row) => row.length === matrix.length), {
    error: 'Expected a confusion matrix with as many columns as rows.',
  });
const threshold = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), value: finite }),
  z.strictObject({ kind: z.literal('validation'), value: finite, goal: text, pairs: count }),
]);
const ranking = z.strictObject({ areaUnderRoc: finite, averagePrecision: finite, equalErrorRate: finite });
const protocol = z.enum(PROTOCOLS);
export const evaluationSchema = z.discriminatedUnion('task', [
  z.strictObject({
    task: z.literal('classification'),
    protocol: protocol.exclude(['rotations', 'random-permutation']),
    loss: finite,
    confusion: confusionSchema,
    rotations: z
      .array(z.strictObject({ rotation, confusion: binary }))
      .min(1)
      .nullable(),
  }),
  z.strictObject({
    task: z.literal('discrimination'),
    protocol: protocol.extract(['rotations', 'random-permutation']),
    loss: finite,
    threshold,
    sets: z
      .array(z.strictObject({ rotation: rotation.nullable(), confusion: binary, ranking: ranking.nullable() }))
      .min(1),
  }),
]);
export const evaluationsSchema = z.array(evaluationSchema);

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
  evaluated: z.strictObject({ kind: z.literal('evaluated'), protocol, accuracy: finite, loss: finite }),
  ended: z.strictObject({
    kind: z.literal('ended'),
    status: z.enum(['finished', 'failed', 'cancelled', 'interrupted']),
    reason: text.nullable(),
  }),
};

export const eventSchema = z.union(Object.values(EVENTS));
