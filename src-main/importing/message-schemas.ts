import { z } from 'zod';

import { datasetFactsSchema } from '#shared/datasets/datasets';
import { imageSurveySchema, importChoicesSchema, ownNameSchema } from '#shared/datasets/own';

import { countSchema, failureSchema, messageReader, textSchema } from '../processes/process-message';
import type { ImportCommand, ImportEvent } from './messages';

const path = textSchema.min(1);

export const importCommandSchema: z.ZodType<ImportCommand> = z.strictObject({
  kind: z.enum(['survey', 'import']),
  name: ownNameSchema,
  source: path,
  choices: importChoicesSchema,
  stage: path,
  target: path,
});

export const importEventSchema: z.ZodType<ImportEvent> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('progress'),
    phase: z.enum(['unpacking', 'looking', 'reading']),
    done: countSchema,
    total: countSchema,
  }),
  z.strictObject({
    kind: z.literal('answered'),
    answer: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('surveyed'), survey: imageSurveySchema }),
      z.strictObject({ kind: z.literal('imported'), facts: datasetFactsSchema, survey: imageSurveySchema }),
      z.strictObject({ kind: z.literal('failed'), failure: failureSchema }),
    ]),
  }),
]);

/** @throws LabError `invalid-message` */
export const readImportCommand = messageReader(importCommandSchema, 'the lab');
/** @throws LabError `invalid-message` */
export const readImportEvent = messageReader(importEventSchema, 'the process that imports pictures');
