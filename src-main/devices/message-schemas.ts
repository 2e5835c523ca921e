import { z } from 'zod';

import { DEVICE_ID, deviceCheckSchema, deviceResultSchema, PRECISIONS } from '#shared/devices/devices';

import { countSchema, failureSchema, messageReader, textSchema } from '../processes/process-message';
import type { DeviceCommand, DeviceEvent } from './messages';
import type { Compute } from '#shared/devices/devices';
import type { WorkerSurroundings } from '../processes/worker-surroundings';

const deviceId = z.string().regex(DEVICE_ID);

export const computeSchema: z.ZodType<Compute> = z.strictObject({
  device: deviceId,
  name: textSchema.nullable(),
  memoryBytes: countSchema.nullable(),
  threads: z.int().positive().nullable(),
  precision: z.enum(PRECISIONS),
});

export const surroundingsSchema: z.ZodType<WorkerSurroundings> = z.strictObject({
  environment: z.record(z.string(), textSchema),
  needsNode: z.boolean(),
});

export const deviceCommandSchema: z.ZodType<DeviceCommand> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('list-adapters') }),
  z.strictObject({ kind: z.literal('test'), compute: computeSchema, batchSize: z.int().positive() }),
]);

const adapter = z.strictObject({
  id: deviceId,
  name: textSchema,
  driver: textSchema.nullable(),
  isSoftware: z.boolean(),
});

export const deviceEventSchema: z.ZodType<DeviceEvent> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('checked'), check: deviceCheckSchema }),
  z.strictObject({
    kind: z.literal('answered'),
    answer: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('adapters'), adapters: z.array(adapter).max(100) }),
      z.strictObject({ kind: z.literal('tested'), result: deviceResultSchema }),
      z.strictObject({ kind: z.literal('failed'), failure: failureSchema }),
    ]),
  }),
]);

/** @throws LabError `invalid-message` */
export const readDeviceCommand = messageReader(deviceCommandSchema, 'the lab');
/** @throws LabError `invalid-message` */
export const readDeviceEvent = messageReader(deviceEventSchema, 'the process that tests devices');
