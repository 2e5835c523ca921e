import { z } from 'zod';

import { earlyStoppingSpecSchema, heldOutShape, trainingShape, VALIDATION_KINDS } from '../training-spec';
import type { Field } from './types';

const kind = z.enum(VALIDATION_KINDS).default('test-set');
const { patience, monitor } = earlyStoppingSpecSchema.shape;

/** What a training goes by, and when it ends. */
export const VALIDATION_FIELDS = [
  {
    name: 'validation',
    path: 'validation.kind',
    group: 'validation',
    schema: () => kind,
    control: 'choice',
    option: {
      flags: '--validation <on>',
      description: 'What is watched after each epoch: test-set (default, as in the deck) or held-out',
    },
    texts: {
      label: 'spec.validation',
      form: 'design.watched',
      hints: 'design.watchedHint',
      values: { 'test-set': 'spec.validations.test-set' },
      choices: 'design.watchedOf',
    },
  },
  {
    name: 'heldOut',
    path: 'validation.fraction',
    group: 'validation',
    schema: (design) => (design('validation.kind') === 'held-out' ? heldOutShape.fraction : null),
    control: 'number',
    unit: 'share',
    first: '0.1',
    implies: () => ({ validation: 'held-out' }),
    isInTable: false,
    option: {
      flags: '--held-out <share>',
      description: 'The part of the training images to hold out for validation (default: 0.1)',
      kind: 'number',
    },
    texts: {
      label: 'compareFields.label.validationFraction',
      form: 'design.heldOut',
      hint: 'design.heldOutHintNone',
    },
  },
  {
    name: 'patience',
    path: 'training.earlyStopping.patience',
    group: 'validation',
    schema: () => patience,
    control: 'number',
    unit: 'epochs',
    first: '',
    absence: { text: '', at: 'training.earlyStopping' },
    option: {
      flags: '--patience <epochs>',
      description: 'End the training after so many epochs without a smaller loss',
      kind: 'number',
    },
    texts: {
      label: 'compareFields.label.patience',
      form: 'design.patience',
      table: 'spec.earlyStopping',
      hint: 'design.patienceHint',
      none: 'spec.none',
    },
  },
  {
    name: 'monitor',
    path: 'training.earlyStopping.monitor',
    group: 'validation',
    schema: () => monitor,
    when: (design) => (design('training.earlyStopping.patience') ?? null) !== null,
    control: 'choice',
    isInTable: false,
    option: {
      flags: '--monitor <loss>',
      description: 'The loss that --patience watches: training-loss (default) or validation-loss',
    },
    texts: { label: 'compareFields.label.monitor', form: 'design.monitor', values: 'design.monitorOf' },
  },
  {
    name: 'keep',
    path: 'training.keep',
    group: 'validation',
    schema: () => trainingShape.keep,
    control: 'choice',
    option: { flags: '--keep <weights>', description: 'The weights that count: last (default) or best-validation' },
    texts: { label: 'spec.keep', form: 'design.keep', values: 'spec.keeps', choices: 'design.keepOf' },
  },
] as const satisfies readonly Field[];
