import { DATASETS } from '../../datasets/datasets';
import { experimentSpecSchema } from '../experiment';
import { oneOfNames } from './schema';
import type { Field } from './types';

const { fraction } = experimentSpecSchema.in.shape;

/** What is learned from. */
export const DATA_FIELDS = [
  {
    name: 'dataset',
    path: 'dataset',
    group: 'data',
    schema: () => oneOfNames(DATASETS.kinds()),
    control: 'dataset',
    first: 'shapes',
    option: {
      flags: '--dataset <name>',
      description: 'shapes (default, needs no download), cifar10, emnist-letters, fashion-mnist, …: see "datasets"',
    },
    texts: { label: 'spec.dataset', values: 'dataset.titles' },
  },
  {
    name: 'fraction',
    path: 'fraction',
    group: 'data',
    schema: () => fraction,
    control: 'fraction',
    unit: 'share',
    example: 0.1,
    option: {
      flags: '--fraction <share>',
      description: 'The first part of the training set that is used (default: 1)',
      kind: 'number',
    },
    texts: {
      label: 'spec.fraction',
      form: 'design.fraction',
      hint: 'design.fractionHintNone',
      problem: 'problem.fraction',
    },
  },
] as const satisfies readonly Field[];
