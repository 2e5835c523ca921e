import { z } from 'zod';

/** What can compute: the processor, an NVIDIA GPU through libtensorflow, any GPU through WebGPU. */
export const DEVICE_KINDS = ['cpu', 'cuda', 'webgpu'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** *tf32*: products of 10-bit mantissas, on NVIDIA's tensor cores; faster, and no longer float32. */
export const PRECISIONS = ['float32', 'tf32'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** Such as "cpu", "cuda:0", "webgpu:1". */
export const DEVICE_ID = /^(?:cpu|(?:cuda|webgpu):(?:0|[1-9]\d?))$/;

const count = z.int().min(0);
const troubleSchema = z.strictObject({
  /** Such as `no-driver`. */
  code: z.string(),
  /** In plain words: what is wrong. */
  reason: z.string(),
  /** What a person can do about it. */
  mend: z.string(),
  /** The output of a program, for whoever looks deeper. */
  detail: z.string().optional(),
  /** Which of the lab's texts it is and what was filled in (device-troubles.ts), to say it in another language. */
  says: z.strictObject({ name: z.string(), about: z.record(z.string(), z.string()) }).optional(),
});

const deviceSchema = z.strictObject({
  id: z.string().regex(DEVICE_ID),
  kind: z.enum(DEVICE_KINDS),
  name: z.string(),
  /** Its own, or of a processor the machine's; null where nobody tells. */
  memoryBytes: count.nullable(),
  /** Of a processor: how many it runs at once. */
  threads: count.nullable(),
  /** Of a processor, those that matter for sums of products: "avx2". Empty where the system does not tell. */
  instructionSets: z.array(z.string()),
  /** Of a GPU, where it is told. */
  driver: z.string().nullable(),
  /** A GPU that a program plays on the processor: for tests, never the best choice. */
  isSoftware: z.boolean(),
  precisions: z.array(z.enum(PRECISIONS)),
});

/** What the self-test trains on each device, in English: the names of its checks. */
export const DEVICE_CHECKS = {
  plain: 'a plain network',
  separate: 'separate towers, concatenated',
  shared: 'shared towers, concatenated',
  difference: 'shared towers, absolute difference',
  distance: 'shared towers, distance',
  distanceAndBoth: 'shared towers, distance and both',
  both: 'both outputs at once',
  normalised: 'batch normalisation and L2',
  normalisedShared: 'batch normalisation in shared towers',
  frozen: 'frozen layers before others',
  frozenTower: 'a frozen tower',
  standardised: 'a standardised input',
  dropout: 'dropout',
  dropoutShared: 'dropout in shared towers',
} as const;

export const deviceCheckSchema = z.strictObject({
  /** What was trained, such as "batch normalisation and L2". */
  name: z.string(),
  /** The largest |value − reference| / max(1, |reference|) over losses, weights and outputs; null where one was no number. */
  deviation: z.number().nullable(),
});

export const deviceResultSchema = z.strictObject({
  /** Of the lab: *graph* or *layers*. */
  engine: z.string(),
  /** Versions by library name. */
  libraries: z.record(z.string(), z.string()),
  /** No deviation may be larger. */
  tolerance: z.number(),
  checks: z.array(deviceCheckSchema),
  /** Of the network vanilla on images of 32×32×3; null where a run was trained meanwhile, and none was measured before. */
  speed: z.strictObject({ batchSize: count, imagesPerSecond: z.number() }).nullable(),
});

const reportSchema = z.strictObject({
  device: deviceSchema,
  /** Null where it did not come to an end. */
  result: deviceResultSchema.nullable(),
  /** Why it is not used; null for one that passed. */
  trouble: troubleSchema.nullable(),
});

/** What was found and tested on this machine. */
export const deviceSurveySchema = z.strictObject({
  /** Milliseconds since 1970. */
  testedAt: count,
  reports: z.array(reportSchema),
  /** Kinds of device of which there is none, and why. */
  missing: z.array(z.strictObject({ kind: z.enum(DEVICE_KINDS), trouble: troubleSchema })),
});

/** Why a device is not used. */
export type DeviceTrouble = z.output<typeof troubleSchema>;
export type Device = z.output<typeof deviceSchema>;
export type DeviceCheck = z.output<typeof deviceCheckSchema>;
export type DeviceResult = z.output<typeof deviceResultSchema>;
export type DeviceReport = z.output<typeof reportSchema>;
export type DeviceSurvey = z.output<typeof deviceSurveySchema>;

export function passes({ deviation }: DeviceCheck, tolerance: number): boolean {
  return deviation !== null && deviation <= tolerance;
}

/** The device that *auto* means: the fastest that passed, a real one; the processor where nothing was tested yet. */
export function bestDevice(survey: DeviceSurvey | null): string {
  const passed = (survey?.reports ?? []).filter(({ device, trouble }) => trouble === null && !device.isSoftware);
  const speedOf = ({ result }: DeviceReport): number => result?.speed?.imagesPerSecond ?? 0;
  return passed.toSorted((one, other) => speedOf(other) - speedOf(one))[0]?.device.id ?? 'cpu';
}

/** What a run is computed on, once it is known which device that is. */
export interface Compute {
  /** Such as "cuda:0". */
  readonly device: string;
  /** What its maker calls it; null for the processor, which the machine's facts name. */
  readonly name: string | null;
  /** Its own memory, where that is known. */
  readonly memoryBytes: number | null;
  /** Of the processor; null for as many as it has. */
  readonly threads: number | null;
  readonly precision: Precision;
}
