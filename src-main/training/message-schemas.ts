import { z } from 'zod';

import { datasetFactsSchema, datasetNameSchema } from '#shared/datasets/datasets';
import { calibrationSchema, type CalibratedSpec } from '#shared/experiment/estimate';
import { experimentSpecSchema } from '#shared/experiment/experiment';
import type { Artefact, RunProgress } from '#shared/runs/run';
import { factsSchema, seriesPointSchema } from '#shared/runs/run-schemas';
import { protocolKindSchema } from '#shared/runs/stored-evaluation';
import { computeSpecSchema } from '#shared/experiment/compute-spec';
import { networkSpecSchema } from '#shared/networks/network-spec';
import { trainingSpecSchema } from '#shared/experiment/training-spec';

import { computeSchema, surroundingsSchema } from '../devices/message-schemas';
import { countSchema, failureSchema, messageReader, sha256Schema, textSchema } from '../processes/process-message';
import { evaluationSchema } from './evaluation-schema';
import type { EvaluationJob, TrainingCommand, TrainingEvent, TrainingJob } from './messages';

const path = z.string().min(1).max(10_000);
const epoch = z.int().positive();

const trainingJob: z.ZodType<TrainingJob> = z.strictObject({
  runId: z.int().positive(),
  spec: experimentSpecSchema,
  datasetFacts: datasetFactsSchema,
  seed: z.int().positive(),
  datasetFolder: path.nullable(),
  datasetFiles: z
    .array(z.strictObject({ file: path, bytes: countSchema, modifiedAt: z.number() }))
    .max(1000)
    .optional(),
  runFolder: path,
  isBegun: z.boolean().optional(),
  checkpointSeconds: z.number().nonnegative(),
  startingWeightsFile: path.optional(),
  code: textSchema,
  compute: computeSchema,
  surroundings: surroundingsSchema,
});

const evaluationJob: z.ZodType<EvaluationJob> = z.strictObject({
  spec: experimentSpecSchema,
  datasetFacts: datasetFactsSchema,
  datasetFolder: path.nullable(),
  weightsFile: path,
  protocol: protocolKindSchema,
  compute: computeSchema,
});

/** Not strict: a whole design may be given, and the rest of it is left out. */
const calibratedSpec: z.ZodType<CalibratedSpec> = z.object({
  dataset: datasetNameSchema,
  network: networkSpecSchema,
  training: trainingSpecSchema,
  compute: computeSpecSchema,
});

export const trainingCommandSchema: z.ZodType<TrainingCommand> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('start'), job: trainingJob }),
  z.strictObject({ kind: z.literal('evaluate'), job: evaluationJob }),
  z.strictObject({
    kind: z.literal('calibrate'),
    job: z.strictObject({ spec: calibratedSpec, datasetFacts: datasetFactsSchema, compute: computeSchema }),
  }),
  z.strictObject({ kind: z.literal('cancel') }),
  z.strictObject({ kind: z.literal('pause') }),
]);

const progress: z.ZodType<RunProgress> = z.strictObject({
  phase: z.enum(['starting', 'loading', 'training', 'evaluating']),
  epoch: countSchema,
  epochs: countSchema,
  batch: countSchema,
  batches: countSchema,
  imagesPerSecond: z.number().nonnegative(),
  secondsLeft: z.number().nonnegative().nullable(),
  loss: z.number().nullable(),
  accuracy: z.number().min(0).max(1).nullable(),
  residentBytes: countSchema,
  isPaused: z.boolean(),
});

/** Its file can lie nowhere but in the run's own folder. */
const artefact: z.ZodType<Artefact> = z.strictObject({
  kind: z.enum(['weights', 'predictions', 'scores']),
  file: z.string().regex(/^(weights|predictions|scores)\.safetensors$/),
  bytes: countSchema,
  sha256: sha256Schema,
});

const outcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('finished') }),
  z.strictObject({ kind: z.literal('cancelled') }),
  z.strictObject({ kind: z.literal('paused') }),
  z.strictObject({ kind: z.literal('failed'), failure: failureSchema }),
]);

export const trainingEventSchema: z.ZodType<TrainingEvent> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), progress }),
  z.strictObject({ kind: z.literal('loaded'), facts: factsSchema }),
  z.strictObject({ kind: z.literal('epoch'), points: z.array(seriesPointSchema) }),
  z.strictObject({ kind: z.literal('kept'), epoch }),
  z.strictObject({ kind: z.literal('artefact'), artefact }),
  z.strictObject({ kind: z.literal('evaluation'), evaluation: evaluationSchema }),
  z.strictObject({ kind: z.literal('weights'), isDescribed: z.boolean() }),
  z.strictObject({ kind: z.literal('paused') }),
  z.strictObject({
    kind: z.literal('restored'),
    checkpoint: z.strictObject({ epoch, batch: countSchema }),
    series: z.array(seriesPointSchema),
  }),
  z.strictObject({
    kind: z.literal('checkpoint'),
    checkpoint: z.strictObject({
      file: z.string().regex(/^checkpoints\/step-\d{9}\.safetensors$/),
      epoch,
      batch: countSchema,
      bytes: countSchema,
      sha256: sha256Schema,
    }),
  }),
  z.strictObject({ kind: z.literal('checkpoint-failed'), reason: textSchema }),
  z.strictObject({ kind: z.literal('stopped-early'), epoch }),
  z.strictObject({ kind: z.literal('kernels-unsound'), reason: textSchema }),
  z.strictObject({ kind: z.literal('calibrated'), calibration: calibrationSchema }),
  z.strictObject({ kind: z.literal('ended'), outcome }),
]);

/** @throws LabError `invalid-message` */
export const readTrainingCommand = messageReader(trainingCommandSchema, 'the lab');
/** @throws LabError `invalid-message` */
export const readTrainingEvent = messageReader(trainingEventSchema, 'the training process');
