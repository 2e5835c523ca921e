import { z } from 'zod';

import { DATASETS } from '../../datasets/datasets';
import { SAMPLES } from '../../datasets/sample';
import { experimentSpecSchema } from '../experiment';
import { oneOfNames } from './schema';
import type { Field } from './types';

const { fraction } = experimentSpecSchema.in.shape;
/** Of a new design; what an earlier one means that says nothing is the schema's to know. */
const sample = z.enum(SAMPLES).default('drawn');

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
      description: 'The part of the training set that is used (default: 1)',
      kind: 'number',
    },
    texts: {
      label: 'spec.fraction',
      form: 'design.fraction',
      hint: 'design.fractionHintNone',
      problem: 'problem.fraction',
    },
  },
  {
    name: 'sample',
    path: 'sample',
    group: 'data',
    schema: () => sample,
    // all images are all images
    when: (design) => design('fraction') !== 1,
    control: 'choice',
    option: {
      flags: '--sample <images>',
      description:
        'Which images the fraction stands for: drawn by the seed, the same part of each class (default), or the first of the file, as in the deck',
    },
    texts: {
      label: 'spec.sample',
      form: 'design.sample',
      hints: 'design.sampleHint',
      values: 'spec.samples',
      choices: 'design.sampleOf',
    },
  },
] as const satisfies readonly Field[];
