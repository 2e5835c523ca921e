import { z } from 'zod';

import { DATASETS, type DatasetFacts, type DatasetName, type ImageFacts } from '../datasets/datasets';
import { SAMPLES, type Sample } from '../datasets/sample';
import { planNetwork } from '../networks/index';
import { problemsOf, type SpecProblem } from '../errors/problems';
import { TASKS, type Task } from '../protocols/task';
import { isHonest, PROTOCOLS, protocolsFor, usualProtocolsFor, type Protocol } from '../protocols/protocols';
import { rowIdSchema } from '../reference/packs';
import { computeSpecSchema } from './compute-spec';
import { bounded } from '../basics/bounds';
import { expected, oneOf } from '../basics/expected';
import {
  isSiameseKind,
  networkSpecSchema,
  NETWORKS,
  tellsClass,
  tellsSame,
  type NetworkDraft,
  type NetworkKind,
  type NetworkSpec,
} from '../networks/network-spec';
import { isPairingOf, pairingKindsFor, pairingSpecSchema, type PairingSpec } from '../pairings/pairing-spec';
import { trainingSpecSchema, validationSpecSchema, type TrainingSpec } from './training-spec';

export {
  isPairingOf,
  pairCount,
  pairingKindsFor,
  type PairingKind,
  type PairingOf,
  type PairingSpec,
} from '../pairings/pairing-spec';
export {
  INPUT_SCALINGS,
  isNetworkOf,
  isSiameseKind,
  NETWORKS,
  tellsSame,
  VGG19_BLOCK_ENDS,
  type InputScaling,
  type NetworkDraft,
  type NetworkKind,
  type NetworkOf,
  type NetworkSpec,
} from '../networks/network-spec';
export { TASKS, type Task } from '../protocols/task';
export type { ComputeSpec } from './compute-spec';
export { describeProblems, type SpecProblem } from '../errors/problems';
export type { TrainingSpec, ValidationSpec } from './training-spec';

const fractionSays = expected(
  'a fraction of the training set above 0 and at most 1, such as 0.1 for 10 % of the images',
);
/** Seeds of one experiment. */
export const MOST_SEEDS = 100;
const seedsSays = expected(`one to ${MOST_SEEDS} different seeds, such as [1] or [1, 2, 3]`);
const protocolsSay: ReturnType<typeof expected> = {
  // an extension may register more of them later
  error: (issue) => expected(`one or more different protocols: ${PROTOCOLS.kinds().join(', ')}`).error(issue),
};

/** The facts of a dataset by its name; undefined for a name that is refused, null for one that is taken as it is. */
type FactsOf = (dataset: DatasetName) => DatasetFacts | null | undefined;

/** Why a network cannot look at the images of its dataset; null where it can. */
function misfitOf(network: NetworkSpec, facts: ImageFacts & { readonly title: string }): string | null {
  try {
    planNetwork(network, facts);
    return null;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { title, imageShape } = facts;
    return (
      `Received ${network.kind} for ${title}, whose images are ${imageShape.join('×')}; ` +
      `expected a network that takes them, such as vanilla. ${error.message}`
    );
  }
}

/** A network with every option that was left out. */
export function completeNetwork(network: NetworkDraft): NetworkSpec {
  return networkSpecSchema.parse(network);
}

/** The task that a network is for: the first of what it tells. */
export function taskOf(kind: NetworkKind): Task {
  return NETWORKS.get(kind).outputs[0] === 'same' ? 'discrimination' : 'classification';
}

/** Whether a network can do more than one task, so that a design has to say which counts first. */
export function hasTasks(kind: NetworkKind): boolean {
  return tellsSame(kind) && tellsClass(kind);
}

function wrongTaskOf({ network, task }: { readonly network: NetworkSpec; readonly task?: Task | undefined }) {
  if (task === undefined || hasTasks(network.kind) || task === taskOf(network.kind)) return null;
  return `Received ${task} for ${network.kind}; expected ${taskOf(network.kind)}, or the network joint, which does both.`;
}

/**
 * A network that tells classes says one of those that it was shown. Where none of them is tested, every answer is wrong, and
 * no figure of it means anything.
 */
function unseenClassesOf(
  { network, task }: { readonly network: NetworkSpec; readonly task?: Task | undefined },
  facts: DatasetFacts | null | undefined,
): string | null {
  if (facts?.areTestClassesUnseen !== true || (task ?? taskOf(network.kind)) === 'discrimination') return null;
  return (
    `Received ${network.kind} for ${facts.title}, whose test images are of classes that nobody trains on; ` +
    'expected a network that tells whether two images are of one class, such as discrimination.'
  );
}

function defaultPairing(kind: NetworkKind): PairingSpec {
  return pairingSpecSchema.parse({ kind: pairingKindsFor(kind)[0] });
}

function wrongPairingOf({ network, pairing }: { readonly network: NetworkSpec; readonly pairing: PairingSpec | null }) {
  const kinds = pairingKindsFor(network.kind);
  // a plain network has no use for a pairing, and is given none
  if (pairing === null || kinds.length === 0 || kinds.includes(pairing.kind)) return null;
  return `Received the pairing ${pairing.kind} for ${network.kind}; expected ${kinds.join(', ')}.`;
}

/** Of a network that tells no classes there are no labels to smooth: a design that asks for it would be another one in name alone. */
function wrongSmoothingOf({ network, training }: { readonly network: NetworkSpec; readonly training: TrainingSpec }) {
  if (training.labelSmoothing === 0 || tellsClass(network.kind)) return null;
  return `Received ${training.labelSmoothing} for ${network.kind}, which tells no classes; expected 0.`;
}

/** An epoch has the same number of pairs from the first to the last: its budget is one number. */
function wrongFurtherOf({ pairing }: { readonly pairing: PairingSpec | null }) {
  if (pairing === null || !isPairingOf(pairing, 'rotations') || pairing.further === null) return null;
  const [first, further] = [pairing.rotations, pairing.further.rotations].map((list) => list.join(', '));
  if (pairing.rotations.length === pairing.further.rotations.length) return null;
  return `Received ${further} after ${first}; expected as many rotations as before.`;
}

function wrongProtocolsOf(spec: {
  readonly network: NetworkSpec;
  readonly task?: Task | undefined;
  readonly protocols: readonly Protocol[] | null;
}) {
  if (spec.protocols === null) return null;
  const known = protocolsFor(spec.network, spec.task ?? taskOf(spec.network.kind));
  const received = `Received ${spec.protocols.join(', ')} for ${spec.network.kind}`;
  const stranger = spec.protocols.find((protocol) => !known.includes(protocol));
  if (stranger !== undefined) return `${received}; expected some of ${known.join(', ')}.`;
  const [first] = spec.protocols;
  return first !== undefined && isHonest(first)
    ? null
    : `${received}; expected a protocol first that does not leak the label, such as ${known[0]}.`;
}

const datasetSays = { error: ({ input }: { readonly input?: unknown }) => DATASETS.refusal(input) };

/**
 * Which images a design means. Labs that did not know the setting always took the first ones, and what they wrote says
 * nothing of it. A design that uses all images has null, and so no choice yet: where less of it is made, the images are
 * drawn, and those of a row of the deck are the first ones, as in its other rows.
 */
function sampleOf({ fraction, sample, row }: SampledDraft): Sample | null {
  if (fraction === 1) return null;
  if (sample === undefined) return 'first';
  return sample ?? (row === null ? 'drawn' : 'first');
}

interface SampledDraft {
  readonly fraction: number;
  readonly sample?: Sample | null | undefined;
  readonly row: string | null;
}

/** The schema of a design, given which datasets there are. */
const experimentSchemaFor = (factsOf: FactsOf) =>
  z
    .strictObject(
      {
        /** The row of a reference pack that it stands for; null for a design of one's own. */
        row: rowIdSchema.nullable().default(null),
        /** Left out, the network decides. */
        task: oneOf(TASKS, 'a task that the lab knows').optional(),
        dataset: z.string(datasetSays).refine((name) => factsOf(name) !== undefined, datasetSays),
        fraction: z.number(fractionSays).gt(0, fractionSays).max(1, fractionSays).default(1),
        /** Which images that is; see `sampleOf` for what a design means that does not say. */
        sample: oneOf(SAMPLES, 'which images the fraction stands for').nullish(),
        network: networkSpecSchema.prefault({ kind: 'vanilla' }),
        /** Null for a network that looks at one image at a time. */
        pairing: pairingSpecSchema.nullable().default(null),
        training: trainingSpecSchema.prefault({}),
        compute: computeSpecSchema.prefault({}),
        validation: validationSpecSchema.prefault({ kind: 'test-set' }),
        /** How the finished model is tested, the protocol whose figures count first; null for all that suit the network. */
        protocols: z
          .array(
            z.string(protocolsSay).refine((kind) => PROTOCOLS.find(kind) !== undefined, protocolsSay),
            protocolsSay,
          )
          .min(1, protocolsSay)
          .refine((protocols) => new Set(protocols).size === protocols.length, protocolsSay)
          .nullable()
          .default(null),
        seeds: z
          .array(bounded('seed'), seedsSays)
          .min(1, seedsSays)
          .max(MOST_SEEDS, seedsSays)
          .refine((seeds) => new Set(seeds).size === seeds.length, seedsSays)
          .default([1]),
      },
      expected('an experiment with a dataset'),
    )
    .superRefine((spec, context) => {
      const refuse = (path: string, message: string | null): void => {
        if (message !== null) context.addIssue({ code: 'custom', path: path.split('.'), message });
      };
      const facts = factsOf(spec.dataset);
      refuse('network', facts === undefined || facts === null ? null : misfitOf(spec.network, facts));
      refuse('network.kind', unseenClassesOf(spec, facts));
      refuse('task', wrongTaskOf(spec));
      refuse('pairing', wrongPairingOf(spec));
      refuse('pairing.further.rotations', wrongFurtherOf(spec));
      refuse('protocols', wrongProtocolsOf(spec));
      refuse('training.labelSmoothing', wrongSmoothingOf(spec));
    })
    .transform((spec) => {
      const task = spec.task ?? taskOf(spec.network.kind);
      return {
        ...spec,
        sample: sampleOf(spec),
        task,
        pairing: isSiameseKind(spec.network.kind) ? (spec.pairing ?? defaultPairing(spec.network.kind)) : null,
        protocols: spec.protocols ?? usualProtocolsFor(spec.network, task),
      };
    });

/**
 * The design of an experiment: everything that decides its figures. Defaults are those of the deck
 * (Adam, learning rate 0.001, batch 512, the whole training set).
 */
export const experimentSpecSchema = experimentSchemaFor((name) => DATASETS.find(name));

export type ExperimentSpec = z.output<typeof experimentSpecSchema>;
/** What a person or a file gives: fields with a default may be left out. */
export type ExperimentDraft = z.input<typeof experimentSpecSchema>;

export type SpecResult =
  | { readonly kind: 'valid'; readonly spec: ExperimentSpec }
  | { readonly kind: 'invalid'; readonly problems: readonly SpecProblem[] };

/**
 * Validates a design and fills in the defaults. Never throws: what is wrong is a value, a problem a field.
 * @param facts of its dataset, as they are kept with an experiment: it need not be known today
 */
export function parseExperimentSpec(draft: unknown, facts: DatasetFacts | null = null): SpecResult {
  const schema =
    facts === null || isLike(DATASETS.find(facts.name), facts)
      ? experimentSpecSchema
      : experimentSchemaFor((name) => (name === facts.name ? facts : DATASETS.find(name)));
  const result = schema.safeParse(draft);
  if (result.success) return { kind: 'valid', spec: result.data };
  return { kind: 'invalid', problems: problemsOf(result.error, 'an experiment') };
}

/** For a design whose dataset need not be known, as it was judged before. */
const judgedSchema = experimentSchemaFor((name) => DATASETS.find(name) ?? null);

/** A design that is valid, read anew: its fields in the order of the schema, and defaults where something was left out. */
export function orderedSpec(draft: ExperimentDraft): ExperimentSpec {
  return judgedSchema.parse(draft);
}

/** Whether a network that fits the one fits the other. */
function isLike(one: DatasetFacts | undefined, other: DatasetFacts): boolean {
  return (
    one?.classNames.length === other.classNames.length &&
    one.imageShape.join() === other.imageShape.join() &&
    one.areTestClassesUnseen === other.areTestClassesUnseen
  );
}

/** The images that are watched after each epoch, by the split of their series. */
export function watchedSplit({ validation }: Pick<ExperimentSpec, 'validation'>): 'test' | 'validation' {
  return validation.kind === 'test-set' ? 'test' : 'validation';
}

/** Whether a figure of the design depends on a choice that the test set made: what an honest reader has to be told. */
export function isChosenOnTest({ validation, training }: Pick<ExperimentSpec, 'validation' | 'training'>): boolean {
  return (
    validation.kind === 'test-set' &&
    (training.earlyStopping?.monitor === 'validation-loss' || training.keep === 'best-validation')
  );
}
