import { experimentSpecSchema } from '../experiment';
import { trainingShape } from '../training-spec';
import { OPTIMISERS } from '../../optimisers/registry';
import { tasksOf } from './network';
import { oneOfNames } from './schema';
import type { Field } from './types';

const { seeds } = experimentSpecSchema.in.shape;

/** How long and how it is trained. */
export const TRAINING_FIELDS = [
  {
    name: 'epochs',
    path: 'training.epochs',
    group: 'training',
    schema: () => trainingShape.epochs,
    control: 'number',
    unit: 'epochs',
    // the first design ends within a coffee
    first: '5',
    option: { flags: '--epochs <count>', description: 'Passes over the training set (default: 10)', kind: 'number' },
    texts: { label: 'spec.epochs', form: 'design.epochs', hint: 'design.epochsHint' },
  },
  {
    name: 'batchSize',
    path: 'training.batchSize',
    group: 'training',
    schema: () => trainingShape.batchSize,
    control: 'number',
    unit: 'images',
    first: '100',
    option: { flags: '--batch <size>', description: 'Images in a batch (default: 512)', kind: 'number' },
    texts: { label: 'spec.batchSize', form: 'design.batchSize', hint: 'design.batchSizeHintNone' },
  },
  {
    name: 'seeds',
    path: 'seeds',
    group: 'training',
    schema: () => seeds,
    control: 'ranges',
    isInTable: false,
    option: {
      flags: '--seed <number>',
      description: 'Decides initialisation, order and dropout (default: 1); given several times, a run each',
      kind: 'numbers',
    },
    texts: { label: 'spec.seeds', form: 'design.seeds', hint: 'design.seedsHintNone', problem: 'problem.seeds' },
  },
  {
    name: 'optimiser',
    path: 'training.optimiser',
    group: 'training',
    section: 'optimiser',
    schema: () => oneOfNames(OPTIMISERS.kinds(), 'adam'),
    control: 'choice',
    option: {
      flags: '--optimiser <name>',
      // an extension may register more of them later
      get description() {
        const [first, ...others] = OPTIMISERS.kinds();
        return `${first ?? ''} (default) or ${others.join(', ')}`;
      },
    },
    texts: { label: 'spec.optimiser', form: 'design.optimiser', values: 'spec.optimisers' },
  },
  {
    name: 'learningRate',
    path: 'training.learningRate',
    group: 'training',
    section: 'optimiser',
    schema: () => trainingShape.learningRate,
    control: 'number',
    example: 0.001,
    option: {
      flags: '--learning-rate <rate>',
      description: 'Of the optimiser (default: 0.001)',
      kind: 'number',
    },
    texts: {
      label: 'spec.learningRate',
      form: 'design.learningRate',
      hint: 'design.learningRateHint',
      problem: 'problem.learningRate',
    },
  },
  {
    name: 'momentum',
    path: 'training.momentum',
    group: 'training',
    section: 'optimiser',
    schema: () => trainingShape.momentum,
    when: (design) => design('training.optimiser') === 'sgd',
    control: 'number',
    option: { flags: '--momentum <share>', description: 'Of sgd (default: 0.9)', kind: 'number' },
    texts: { label: 'spec.momentum' },
  },
  {
    name: 'labelSmoothing',
    path: 'training.labelSmoothing',
    group: 'training',
    section: 'optimiser',
    schema: () => trainingShape.labelSmoothing,
    when: (design) => tasksOf(design('network.kind')).includes('classification'),
    control: 'number',
    unit: 'share',
    option: {
      flags: '--label-smoothing <share>',
      description: 'The part of each label that all classes share (Szegedy et al. 2016; default: 0)',
      kind: 'number',
    },
    texts: { label: 'spec.labelSmoothing', none: 'spec.none' },
  },
] as const satisfies readonly Field[];
