import { z } from 'zod';

import { DEVICE_ID, PRECISIONS } from '../devices/devices';
import { bounded } from '../basics/bounds';
import { expected, oneOf } from '../basics/expected';

const CHOICE = new RegExp(`^auto$|${DEVICE_ID.source}`);
const deviceSays = expected('a device: "auto", "cpu", "cuda:0" or "webgpu:0", as "npm run lab -- devices" lists them');

/** What a run is computed on. It is no part of what makes its figures, but for rounding; what it really ran on is in its facts. */
export const computeSpecSchema = z.strictObject({
  /** *auto*: the fastest device that has passed its self-test. */
  device: z.string(deviceSays).regex(CHOICE, deviceSays).default('auto'),
  /** Of the processor; null for as many as it has. */
  threads: bounded('threads').nullable().default(null),
  precision: oneOf(PRECISIONS, 'the precision of products').default('float32'),
});

export type ComputeSpec = z.output<typeof computeSpecSchema>;
