import { z } from 'zod';

import { DEVICE_ID, PRECISIONS } from '../devices/devices';
import { WEIGHTS_NAMES } from '../networks/weights';
import { SERIES_METRICS, SERIES_SPLITS, type Machine, type RunFacts, type SeriesPoint } from './run';

/**
 * What a run tells of itself, described once. The training process tells it strictly, as it is of the same version; from
 * the database and from bundles it is read loosely, as a newer lab may know more of a run, and that goes along.
 */
const text = z.string().max(10_000);
const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[\da-f]{64}$/);

const machine = {
  processor: text,
  cores: count,
  memoryBytes: count,
  platform: text,
  runtime: text,
  device: text,
  engine: text,
  libraries: z.record(text, text),
  code: text,
};
const machineSchema: z.ZodType<Machine> = z.strictObject({
  ...machine,
  deviceId: z.string().regex(DEVICE_ID).optional(),
  threads: count.optional(),
  precision: z.enum(PRECISIONS).optional(),
});

const facts = {
  parameterCount: count,
  trainCount: count,
  testCount: count,
  heldOutCount: count.optional(),
  keptEpoch: count.optional(),
};
export const factsSchema: z.ZodType<RunFacts> = z.strictObject({
  ...facts,
  datasetChecksum: sha256,
  machine: machineSchema,
  startingWeights: z.strictObject({ name: z.enum(WEIGHTS_NAMES), file: text.min(1), sha256 }).optional(),
});
export const storedFactsSchema = z.looseObject({
  ...facts,
  datasetChecksum: text,
  machine: z.looseObject(machine),
  startingWeights: z.looseObject({ name: text, file: text, sha256: text }).optional(),
});

export const seriesPointSchema: z.ZodType<SeriesPoint> = z.strictObject({
  split: z.enum(SERIES_SPLITS),
  metric: z.enum(SERIES_METRICS),
  epoch: z.int().positive(),
  value: z.number(),
});
