import { z } from 'zod';

import { DATASETS } from '#shared/datasets';
import { experimentSpecSchema } from '#shared/experiment';
import { PROTOCOLS, SERIES_METRICS, SERIES_SPLITS, type ArtefactKind } from '#shared/run';
import type { LogEvent } from '#shared/run-log';
import { noteSchema, tagSchema } from '#shared/run-list';

/**
 * A bundle is a zip file: `manifest.json`, which lists every other member with its size and SHA-256; `experiments/N.json`,
 * a design; `runs/N/run.json`, `series.json`, `evaluations.json` and `log.json`; and the files of the run that go along.
 * The numbers count within the bundle. What a run was called where it was run stands in the manifest alone, so that the
 * members are the same wherever they are exported from.
 */
export const BUNDLE_FORMAT = 'siamese-lab-bundle';
export const BUNDLE_VERSION = 1;
export const MANIFEST = 'manifest.json';

/** What goes along of a run's files. Checkpoints stay: they are of use only where the training goes on. */
export const BUNDLED_KINDS = ['weights', 'predictions', 'scores'] as const satisfies readonly ArtefactKind[];

/** Members that a bundle may have, each with the most bytes that it may have. */
const MEMBERS: readonly (readonly [name: RegExp, most: number])[] = [
  [/^manifest\.json$/, 32 * 2 ** 20],
  [/^experiments\/\d{1,6}\.json$/, 2 ** 20],
  [/^runs\/\d{1,6}\/(run|series|evaluations|log)\.json$/, 64 * 2 ** 20],
  [/^runs\/\d{1,6}\/(weights|predictions|scores)\.safetensors$/, 4 * 2 ** 30],
];
export const MOST_MEMBERS = 100_000;

/** The most bytes that a member of this name may have; undefined for a name that no bundle has. */
export function mostBytesOf(name: string): number | undefined {
  return MEMBERS.find(([pattern]) => pattern.test(name))?.[1];
}

const text = z.string().max(10_000);
const count = z.int().nonnegative();
const time = z.int().nonnegative();
const finite = z.number();
const sha256 = z.string().regex(/^[\da-f]{64}$/);

export const manifestSchema = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  version: z.int().positive(),
  exportedAt: time,
  /** Of the lab that wrote it. */
  machine: text,
  code: text,
  runs: z
    .array(
      z.strictObject({
        folder: z.string().regex(/^runs\/\d{1,6}$/),
        experiment: z.string().regex(/^experiments\/\d{1,6}\.json$/),
        /** Where the run was run, and its number there. */
        machine: text,
        runId: z.int().positive(),
        artefacts: z.array(z.enum(BUNDLED_KINDS)),
      }),
    )
    .min(1),
  members: z.array(z.strictObject({ name: z.string(), bytes: count, sha256 })),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const experimentSchema = z.strictObject({ title: text.min(1), createdAt: time, spec: experimentSpecSchema });

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
const factsSchema = z.looseObject({
  parameterCount: count,
  trainCount: count,
  testCount: count,
  datasetChecksum: text,
  machine: machineSchema,
  heldOutCount: count.optional(),
  startingWeights: z.looseObject({ name: text, file: text, sha256: text }).optional(),
  keptEpoch: count.optional(),
});

export const runSchema = z.strictObject({
  seed: z.int().positive(),
  status: z.enum(['finished', 'failed', 'cancelled', 'interrupted']),
  queuedAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  /** A lab before this was written down counted from start to end. */
  trainedFor: count.nullable().optional(),
  failure: z.strictObject({ code: text, message: text, detail: z.string().max(100_000).optional() }).nullable(),
  facts: factsSchema.nullable(),
  tags: z.array(tagSchema).max(1000),
  note: noteSchema,
});

const metric = z.enum(SERIES_METRICS);
const split = z.enum(SERIES_SPLITS);
const epoch = z.int().positive();
export const seriesSchema = z.array(z.strictObject({ split, metric, epoch, value: finite }));

const binary = z.tuple([z.tuple([count, count]), z.tuple([count, count])]);
const rotation = z.int().positive();
const threshold = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), value: finite }),
  z.strictObject({ kind: z.literal('validation'), value: finite, goal: text, pairs: count }),
]);
const ranking = z.strictObject({ areaUnderRoc: finite, averagePrecision: finite, equalErrorRate: finite });
const protocol = z.enum(PROTOCOLS);
export const evaluationsSchema = z.array(
  z.discriminatedUnion('task', [
    z.strictObject({
      task: z.literal('classification'),
      protocol: protocol.exclude(['rotations', 'random-permutation']),
      loss: finite,
      confusion: z.array(z.array(count)),
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
  ]),
);

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

export const logSchema = z
  .array(z.strictObject({ line: z.int().positive(), at: time, event: z.union(Object.values(EVENTS)) }))
  .refine((lines) => lines.every(({ line }, index) => index === 0 || line > (lines[index - 1]?.line ?? 0)), {
    error: 'Expected lines in order.',
  });

/** Whether the counts of an evaluation are those of the classes of the dataset. */
export function fitsDataset(
  confusion: readonly (readonly number[])[],
  dataset: z.infer<typeof experimentSchema>['spec']['dataset'],
): boolean {
  const classes = DATASETS[dataset].classNames.length;
  return confusion.length === classes && confusion.every((row) => row.length === classes);
}
