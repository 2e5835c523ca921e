import { z } from 'zod';

import { datasetFactsSchema, type ImageFacts } from '#shared/datasets/datasets';
import type { ArtefactKind } from '#shared/runs/run';
import { storedFactsSchema } from '#shared/runs/run-schemas';
import { experimentNameSchema, noteSchema, tagSchema } from '#shared/runs/run-list';

import { eventSchema, failureSchema } from '../../database/stored-schemas';

/**
 * A bundle is a zip file: `manifest.json`, which lists every other member with its size and SHA-256; `experiments/N.json`,
 * a design; `runs/N/run.json`, `series.json`, `evaluations.json` and `log.json`; and the files of the run that go along.
 * The numbers count within the bundle. What a run was called where it was run stands in the manifest alone, so that the
 * members are the same wherever they are exported from.
 */
export const BUNDLE_FORMAT = 'siamese-lab-bundle';
export const BUNDLE_VERSION = 2;
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
/** Milliseconds since 1970, up to the last that a date can be (ECMAScript: 8.64e15). */
const time = z.int().nonnegative().max(8.64e15);
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

/** The design is judged by itself: one that this lab does not understand is kept as it is. */
export const experimentSchema = z.strictObject({
  title: text.min(1),
  /** What a person called it; left out where nobody has. */
  name: experimentNameSchema.default(''),
  createdAt: time,
  /** As the lab that exported it understood it. */
  spec: z.unknown().optional(),
  /** In its place: the text of a design that that lab did not understand either. */
  stored: z.string().optional(),
  /** Of the dataset that it was made with. A lab before this was kept did not write it, nor does one that does not know it. */
  dataset: datasetFactsSchema.optional(),
});

export const runSchema = z.strictObject({
  seed: z.int().positive(),
  status: z.enum(['finished', 'failed', 'cancelled', 'interrupted']),
  queuedAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  /** A lab before this was written down counted from start to end. */
  trainedFor: count.nullable().optional(),
  failure: failureSchema.nullable(),
  facts: storedFactsSchema.nullable(),
  tags: z.array(tagSchema).max(1000),
  note: noteSchema,
});

export const logSchema = z
  .array(z.strictObject({ line: z.int().positive(), at: time, event: eventSchema }))
  .refine((lines) => lines.every(({ line }, index) => index === 0 || line > (lines[index - 1]?.line ?? 0)), {
    error: 'Expected lines in order.',
  });

/** Whether the counts of an evaluation are those of the classes of the dataset. */
export function fitsDataset(confusion: readonly (readonly number[])[], { classNames }: ImageFacts): boolean {
  const classes = classNames.length;
  return confusion.length === classes && confusion.every((row) => row.length === classes);
}
