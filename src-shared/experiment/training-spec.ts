import { z } from 'zod';

import { bounded } from '../basics/bounds';
import { describe, expected, kindOf, oneOf } from '../basics/expected';
import { OPTIMISERS } from '../optimisers/registry';
import { FIELDS } from './fields/registry';

const learningRateSays = expected('a learning rate above 0 and at most 1, such as 0.001');
/** Asked when a design is read: an extension may have registered more. */
const optimiserSays = {
  error: ({ input }: { readonly input?: unknown }) =>
    `Received ${describe(input)}; expected an optimiser that the lab knows: ${OPTIMISERS.kinds()
      .map((kind) => `"${kind}"`)
      .join(' or ')}.`,
};
const stoppingSays = expected('early stopping, such as {"patience": 30}, or null');

/** Ends a training whose loss, the L2 penalty included, has not fallen for so many epochs in a row. */
export const earlyStoppingSpecSchema = z.strictObject(
  {
    patience: bounded('patience'),
    monitor: oneOf(['training-loss', 'validation-loss'], 'the loss that is watched').default('training-loss'),
  },
  stoppingSays,
);

/** The settings of a training; each has a row in `fields/`. */
export const trainingShape = {
  optimiser: z
    .string(optimiserSays)
    .refine((kind) => OPTIMISERS.find(kind) !== undefined, optimiserSays)
    .default('adam'),
  learningRate: z.number(learningRateSays).gt(0, learningRateSays).max(1, learningRateSays).default(0.001),
  /** Of sgd; Adam has none. */
  momentum: bounded('momentum').default(0.9),
  /** Szegedy et al. 2016: so much of the weight of the true class is shared out to all classes alike. */
  labelSmoothing: bounded('labelSmoothing').default(0),
  batchSize: bounded('batchSize').default(512),
  epochs: bounded('epochs').default(10),
  /** Null to train for all epochs. */
  earlyStopping: earlyStoppingSpecSchema.nullable().default(null),
  /** Which weights count in the end: those after the last epoch, or those of the smallest validation loss. */
  keep: oneOf(['last', 'best-validation'], 'the weights to keep').default('last'),
};

type TrainingObject = z.ZodObject<typeof trainingShape, z.core.$strict>;
export type TrainingSpec = z.output<TrainingObject>;
export type TrainingDraft = z.input<TrainingObject>;

/** With the settings that extensions have added: rows at a path such as `training.warmUp`. */
function trainingWithAdded(): z.ZodObject {
  const added = FIELDS.all().flatMap(({ path, schema }) => {
    const name = /^training\.(\w+)$/.exec(path)?.[1];
    const known = name === undefined || Object.hasOwn(trainingShape, name) ? null : schema(() => undefined);
    return name === undefined || known === null ? [] : [[name, known] as const];
  });
  return z.strictObject({ ...trainingShape, ...Object.fromEntries(added) });
}

/** A schema is compiled when it is first used, which takes far longer than using it: it is kept until a row is added. */
let kept = { rows: -1, schema: z.strictObject({}) as z.ZodObject };
function wholeTraining(): z.ZodObject {
  const rows = FIELDS.kinds().length;
  if (kept.rows !== rows) kept = { rows, schema: trainingWithAdded() };
  return kept.schema;
}

/** It asks the field table when a training is read, so that a setting that was registered later is known too. */
export const trainingSpecSchema = z.unknown().transform((value, context): TrainingSpec => {
  const result = wholeTraining().safeParse(value);
  if (result.success) return result.data as TrainingSpec;
  for (const issue of result.error.issues) context.issues.push({ ...issue, input: value } as z.core.$ZodRawIssue);
  return z.NEVER;
}) as unknown as z.ZodType<TrainingSpec, TrainingDraft>;

export const VALIDATION_KINDS = ['test-set', 'held-out'] as const;
export const heldOutShape = { fraction: bounded('heldOut').default(0.1) };

/**
 * What is watched after each epoch, and what early stopping, thresholds and the choice of weights go by. *held-out*: a
 * part of the training images, drawn class by class and kept from training. *test-set*: as in the deck's notebooks; a
 * figure that was chosen by the test set is marked wherever it is shown.
 */
export const validationSpecSchema = z.discriminatedUnion(
  'kind',
  [z.strictObject({ kind: z.literal('test-set') }), z.strictObject({ kind: z.literal('held-out'), ...heldOutShape })],
  {
    error: (issue) =>
      `Received ${describe(kindOf(issue.input))}; expected a validation that the lab knows: ${VALIDATION_KINDS.join(', ')}.`,
  },
);

export type ValidationSpec = z.output<typeof validationSpecSchema>;
