import { z } from 'zod';

import { datasetNameSchema } from '#shared/datasets/datasets';
import { experimentSpecSchema } from '#shared/experiment/experiment';
import { INSPECTION_SCHEMAS, shownImageSchema } from '#shared/contract/inspection';
import type { Reply } from '#shared/contract/ipc';
import { MOST_IMAGES, SPLITS } from '#shared/datasets/pixels';
import type { Artefact } from '#shared/runs/run';

import { countSchema, failureSchema, messageReader, sha256Schema } from '../processes/process-message';
import type {
  DatasetPlace,
  InspectionAnswer,
  InspectionArgs,
  InspectionCommand,
  InspectionName,
  InspectionResult,
  RunPlace,
} from './messages';

const FROM = 'the process that looks into datasets and networks';

const path = z.string().min(1).max(10_000);
const split = z.enum(SPLITS);
const place = { dataset: datasetNameSchema, folder: path.nullable() };
const datasetPlace = z.strictObject(place) satisfies z.ZodType<DatasetPlace>;
const weights: z.ZodType<Artefact> = z.strictObject({
  kind: z.literal('weights'),
  file: path,
  bytes: countSchema,
  sha256: sha256Schema,
});
const runPlace = z.strictObject({
  spec: experimentSpecSchema,
  folder: path.nullable(),
  runFolder: path,
  weights,
}) satisfies z.ZodType<RunPlace>;
const { 'dataset:sample': sample, 'dataset:pairs': pairs } = INSPECTION_SCHEMAS;
const { 'run:projection': projection, 'run:neighbours': neighbours } = INSPECTION_SCHEMAS;

export const ARGS_SCHEMAS: { readonly [Name in InspectionName]: z.ZodType<InspectionArgs<Name>> } = {
  images: datasetPlace.extend({ split, indices: z.array(countSchema).max(MOST_IMAGES) }),
  labels: datasetPlace.extend({ split }),
  summary: datasetPlace,
  sample: sample.extend(place),
  pairs: pairs.extend(place),
  projection: projection.omit({ id: true }).extend({ ...runPlace.shape, cacheFolder: path }),
  neighbours: neighbours.omit({ id: true }).extend(runPlace.shape),
  distances: runPlace,
  playground: z.strictObject({ run: runPlace, shown: z.tuple([shownImageSchema, shownImageSchema]) }),
};

const id = z.int().positive();
const command = z.discriminatedUnion('name', [
  z.strictObject({ id, name: z.literal('cancel') }),
  z.strictObject({
    id,
    name: z.enum(Object.keys(ARGS_SCHEMAS) as [InspectionName, ...InspectionName[]]),
    args: z.unknown(),
  }),
]);

const questionReader = messageReader(command, 'the lab');

/** What the lab asks. @throws LabError `invalid-message` */
export function readInspectionCommand(received: unknown): InspectionCommand {
  const question = questionReader(received);
  if (question.name === 'cancel') return question;
  const args: unknown = messageReader<unknown>(ARGS_SCHEMAS[question.name], 'the lab')(question.args);
  return { ...question, args } as InspectionCommand;
}

const progress = z.strictObject({
  phase: z.enum(['loading', 'embedding', 'projecting']),
  done: countSchema,
  total: countSchema,
});
const reply: z.ZodType<Reply<unknown>> = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), failure: failureSchema }),
]);

/** What is in a reply depends on the question: see `RESULT_SCHEMAS`. */
export const inspectionAnswerSchema: z.ZodType<InspectionAnswer> = z.union([
  z.strictObject({ id, reply }),
  z.strictObject({ id, progress }),
]);
/** @throws LabError `invalid-message` */
export const readInspectionAnswer = messageReader(inspectionAnswerSchema, FROM);

/** The title tells tests what to make: a schema cannot describe an array of bytes. */
const bytes = z.instanceof(Uint8Array).meta({ title: 'Uint8Array' });
const floats = z.instanceof(Float32Array).meta({ title: 'Float32Array' });
const indices = z.instanceof(Uint32Array).meta({ title: 'Uint32Array' });
const share = z.number().min(0).max(1);

export const RESULT_SCHEMAS: { readonly [Name in InspectionName]: z.ZodType<InspectionResult<Name>> } = {
  images: z
    .strictObject({ shape: z.array(z.int().positive()).length(3), pixels: bytes, labels: bytes })
    .refine(({ shape, pixels, labels }) => pixels.length === shape.reduce((size, next) => size * next, labels.length), {
      error: 'Expected as many pixels as so many images of that shape have.',
    }),
  labels: bytes,
  summary: z.strictObject({ trainCount: countSchema, testCount: countSchema, checksum: sha256Schema }),
  sample: z.strictObject({ indices: z.array(countSchema).max(500), total: countSchema }),
  pairs: z.strictObject({
    pairs: z
      .array(
        z.strictObject({
          place: countSchema,
          first: countSchema,
          second: countSchema,
          firstClass: countSchema,
          secondClass: countSchema,
          weight: z.number().nonnegative(),
        }),
      )
      .max(500),
    total: countSchema,
    statistics: z.strictObject({
      pairs: countSchema,
      images: countSchema,
      same: countSchema,
      self: countSchema,
      sameWeight: z.number().nonnegative(),
      weight: z.number().nonnegative(),
      uses: z.array(countSchema),
    }),
  }),
  projection: z
    .strictObject({ indices, x: floats, y: floats, explained: z.array(z.number()).max(2), features: countSchema })
    .refine(({ indices: of, x, y }) => x.length === of.length && y.length === of.length, {
      error: 'Expected a place for each image.',
    }),
  neighbours: z.array(z.strictObject({ index: countSchema, distance: z.number().nonnegative() })).max(100),
  distances: z.strictObject({ same: floats, different: floats }),
  playground: z.strictObject({
    classes: z.strictObject({ first: floats, second: floats }).nullable(),
    together: floats.nullable(),
    same: share.nullable(),
    distance: z.number().nonnegative(),
    typical: z.strictObject({ same: z.number(), different: z.number(), pairs: countSchema }),
  }),
};

/** The answer to a question. @throws LabError `invalid-message` */
export function readResult<Name extends InspectionName>(name: Name, value: unknown): InspectionResult<Name> {
  return messageReader<InspectionResult<Name>>(RESULT_SCHEMAS[name], FROM)(value);
}
