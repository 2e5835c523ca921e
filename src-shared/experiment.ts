import { z } from 'zod';

import { DATASET_NAMES, DATASETS } from './datasets';
import { planNetwork } from './network/index';
import { PUBLISHED_ROW_IDS } from './published';

/** Says what was received and what was expected, for every rule of the spec. */
function expected(what: string): { error: (issue: { readonly input?: unknown }) => string } {
  return { error: (issue) => `Received ${describe(issue.input)}; expected ${what}.` };
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  // undefined for a function or a symbol, whatever its type says
  const text = (JSON.stringify(value) as string | undefined) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

const wholeNumber = (smallest: number, largest: number, what: string) => {
  const says = expected(`${what}: a whole number from ${smallest} to ${largest}`);
  return z.number(says).int(says).min(smallest, says).max(largest, says);
};

const fractionSays = expected(
  'a fraction of the training set above 0 and at most 1, such as 0.1 for the first 10 % of the images',
);
const learningRateSays = expected('a learning rate above 0 and at most 1, such as 0.001');
const seedsSays = expected('one to 100 different seeds, such as [1] or [1, 2, 3]');

/** The networks that the lab knows, each a file in `network/`. */
export const NETWORK_KINDS = [
  'vanilla',
  'siamese-vanilla',
  'emnist',
  'vgg19',
  'vgg16-bn',
  'siamese-vgg19',
  'siamese-vgg16-bn',
] as const;
export type NetworkKind = (typeof NETWORK_KINDS)[number];

/** Those that look at two images at a time: they are trained on pairs, and have towers. */
export const SIAMESE_NETWORK_KINDS = [
  'siamese-vanilla',
  'siamese-vgg19',
  'siamese-vgg16-bn',
] as const satisfies readonly NetworkKind[];
export type SiameseNetworkKind = (typeof SIAMESE_NETWORK_KINDS)[number];

export function isSiameseKind(kind: NetworkKind): kind is SiameseNetworkKind {
  return SIAMESE_NETWORK_KINDS.some((siamese) => siamese === kind);
}

const towersSays = expected('separate or shared towers: "separate" or "shared"');
const towers = z.enum(['separate', 'shared'], towersSays).default('separate');
const headSays = expected('a head that the lab knows: "concatenate" or "absoluteDifference"');

export const networkSpecSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('vanilla') }),
    z.strictObject({
      kind: z.literal('siamese-vanilla'),
      towers,
      head: z.enum(['concatenate', 'absoluteDifference'], headSays).default('concatenate'),
    }),
    z.strictObject({ kind: z.literal('emnist') }),
    z.strictObject({ kind: z.literal('vgg19') }),
    z.strictObject({ kind: z.literal('vgg16-bn') }),
    z.strictObject({ kind: z.literal('siamese-vgg19'), towers }),
    z.strictObject({ kind: z.literal('siamese-vgg16-bn'), towers }),
  ],
  {
    error: (issue) =>
      `Received ${describe(kindOf(issue.input))}; expected a network that the lab knows: ${NETWORK_KINDS.join(', ')}.`,
  },
);

function kindOf(network: unknown): unknown {
  return typeof network === 'object' && network !== null && 'kind' in network ? network.kind : network;
}

const drawSays = expected('how partners are drawn: "with-replacement" (as in the deck) or "permutation"');

/** How the training pairs of a siamese network are made: each image with itself, and so many paired copies more. */
export const pairingSpecSchema = z.strictObject({
  permutations: wholeNumber(0, 50, 'paired copies of the training set').default(2),
  draw: z.enum(['with-replacement', 'permutation'], drawSays).default('with-replacement'),
  /** Whether partners are drawn anew each epoch. */
  redraw: z.boolean(expected('true or false')).default(false),
});

const stoppingSays = expected('early stopping, such as {"patience": 30}, or null');

/** Ends a training whose training loss, the L2 penalty included, has not fallen for so many epochs in a row. */
export const earlyStoppingSpecSchema = z.strictObject(
  { patience: wholeNumber(1, 10_000, 'epochs without a smaller training loss') },
  stoppingSays,
);

export const trainingSpecSchema = z.strictObject({
  optimiser: z.enum(['adam'], expected('an optimiser that the lab knows: adam')).default('adam'),
  learningRate: z.number(learningRateSays).gt(0, learningRateSays).max(1, learningRateSays).default(0.001),
  batchSize: wholeNumber(1, 4096, 'images in a batch').default(512),
  epochs: wholeNumber(1, 10_000, 'passes over the training set').default(10),
  /** Null to train for all epochs. */
  earlyStopping: earlyStoppingSpecSchema.nullable().default(null),
});

/** Why a network cannot look at the images of its dataset; null where it can. */
function misfitOf(spec: Pick<ExperimentSpec, 'dataset' | 'network'>): string | null {
  try {
    planNetwork(spec);
    return null;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { title, imageShape } = DATASETS[spec.dataset];
    return (
      `Received ${spec.network.kind} for ${title}, whose images are ${imageShape.join('×')}; ` +
      `expected a network that takes them, such as vanilla. ${error.message}`
    );
  }
}

/**
 * The design of an experiment: everything that decides its figures. Defaults are those of the deck
 * (Adam, learning rate 0.001, batch 512, the whole training set).
 */
export const experimentSpecSchema = z
  .strictObject(
    {
      /** The row of the deck that it stands for; null for a design of one's own. */
      row: z
        .enum(PUBLISHED_ROW_IDS, expected(`a row of the deck: ${PUBLISHED_ROW_IDS.join(', ')}`))
        .nullable()
        .default(null),
      task: z.enum(['classification'], expected('a task that the lab knows: classification')).default('classification'),
      dataset: z.enum(DATASET_NAMES, expected(`a dataset that the lab knows: ${DATASET_NAMES.join(', ')}`)),
      fraction: z.number(fractionSays).gt(0, fractionSays).max(1, fractionSays).default(1),
      network: networkSpecSchema.default({ kind: 'vanilla' }),
      /** Null for a network that looks at one image at a time. */
      pairing: pairingSpecSchema.nullable().default(null),
      training: trainingSpecSchema.prefault({}),
      seeds: z
        .array(wholeNumber(1, 2_147_483_647, 'a seed'), seedsSays)
        .min(1, seedsSays)
        .max(100, seedsSays)
        .refine((seeds) => new Set(seeds).size === seeds.length, seedsSays)
        .default([1]),
    },
    expected('an experiment with a dataset'),
  )
  .superRefine((spec, context) => {
    const problem = misfitOf(spec);
    if (problem !== null) context.addIssue({ code: 'custom', path: ['network'], message: problem });
  })
  .transform((spec) => ({
    ...spec,
    pairing: isSiameseKind(spec.network.kind) ? (spec.pairing ?? pairingSpecSchema.parse({})) : null,
  }));

export type ExperimentSpec = z.output<typeof experimentSpecSchema>;
/** What a person or a file gives: fields with a default may be left out. */
export type ExperimentDraft = z.input<typeof experimentSpecSchema>;
export type NetworkSpec = ExperimentSpec['network'];
export type PairingSpec = z.output<typeof pairingSpecSchema>;
export type TrainingSpec = ExperimentSpec['training'];

/** One thing that is wrong with a spec, and where: `training.epochs`. */
export interface SpecProblem {
  readonly field: string;
  readonly message: string;
}

export type SpecResult =
  | { readonly kind: 'valid'; readonly spec: ExperimentSpec }
  | { readonly kind: 'invalid'; readonly problems: readonly SpecProblem[] };

/** Validates a design and fills in the defaults. Never throws: what is wrong is a value, a problem a field. */
export function parseExperimentSpec(draft: unknown): SpecResult {
  const result = experimentSpecSchema.safeParse(draft);
  if (result.success) return { kind: 'valid', spec: result.data };
  return {
    kind: 'invalid',
    problems: result.error.issues.flatMap((issue) => {
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) => ({
          field: [...issue.path, key].join('.'),
          message: `Received the field "${key}", which an experiment does not have; leave it out.`,
        }));
      }
      return [{ field: issue.path.join('.'), message: issue.message }];
    }),
  };
}

/** The problems of a spec as one text for the user. */
export function describeProblems(problems: readonly SpecProblem[]): string {
  return problems.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`)).join('\n');
}

/** A title that tells one experiment from another at a glance. */
export function titleOf(spec: ExperimentSpec): string {
  const percent = Number((spec.fraction * 100).toFixed(2));
  const copies = spec.pairing?.permutations;
  const pairs = copies === undefined ? '' : `, ${copies} permutation${copies === 1 ? '' : 's'}`;
  // a no-break space: a number and its unit stay on one line
  return `${spec.network.kind} on ${DATASETS[spec.dataset].title}, ${percent}\u00a0%${pairs}`;
}
