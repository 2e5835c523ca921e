import { z } from 'zod';

import { datasetFactsSchema, DATASETS, type DatasetDefinition } from '#shared/datasets/datasets';
import { classBranch } from '#shared/networks/class-branch';
import { defineNetwork, type GivenNetwork } from '#shared/networks/definition';
import { HEADS } from '#shared/networks/heads/registry';
import { planLayers } from '#shared/networks/layer';
import { NETWORKS } from '#shared/networks/network-spec';
import { OUTPUT_NAMES } from '#shared/networks/plan';
import { sameBranch } from '#shared/networks/same-branch';
import { featuresOf, pairInputs, pairTowers } from '#shared/networks/siamese';
import { definePairing, type GivenPairing } from '#shared/pairings/definition';
import { PAIRINGS } from '#shared/pairings/pairing-spec';
import { REFERENCE_PACKS, type ReferencePack } from '#shared/reference/packs';

import { madeSource, type MadeSets } from '../../datasets/source';
import { SOURCES } from '../../datasets/sources';
import { ENGINE_NOUNS } from '../../engine/registries';
import { PAIR_MAKERS, pairMaker, type PairMaker } from '../pairing/makers';
import { EVALUATION_POINTS } from './evaluation-points';
import { FIELD_POINTS } from './field-points';
import { checked, functionSchema, nameSchema, optionsSchema, textSchema } from './checked';

/** A dataset of an extension: its facts, and what makes its images, or reads them. */
export interface GivenDataset extends Omit<DatasetDefinition, 'needsInstall'> {
  /** The same images each time. */
  readonly load: () => MadeSets | Promise<MadeSets>;
}

type AnyNetwork = GivenNetwork<string, Readonly<Record<string, z.ZodType>>>;
type AnyPairing = GivenPairing<string, Readonly<Record<string, z.ZodType>>> & Pick<PairMaker, 'make' | 'isRedrawn'>;

const datasetSchema = z.intersection(
  datasetFactsSchema,
  z.object({
    name: nameSchema,
    origin: z
      .object({ homepage: z.url({ protocol: /^https?$/ }), citation: textSchema, downloadBytes: z.int().nonnegative() })
      .optional(),
    load: functionSchema<GivenDataset['load']>(),
  }),
);

/** One that is there already: a head of an extension's own is registered before its networks. */
const headSchema = z.string().refine((kind) => HEADS.find(kind) !== undefined, {
  error: ({ input }) => HEADS.refusal(input),
});

const networkSchema = z
  .object({
    kind: nameSchema,
    name: textSchema,
    options: optionsSchema,
    inputs: z.literal([1, 2]),
    outputs: z.tuple([z.enum(OUTPUT_NAMES)], z.enum(OUTPUT_NAMES)),
    heads: z.tuple([headSchema], headSchema),
    pairings: z.array(nameSchema).default([]),
    plan: functionSchema<AnyNetwork['plan']>(),
  })
  .refine(({ inputs, pairings }) => (inputs === 1) === (pairings.length === 0), {
    path: ['pairings'],
    error: 'Expected the pairings that it can learn from for a network of two images, and none for one of one.',
  });

const pairingSchema = z.object({
  kind: nameSchema,
  options: optionsSchema,
  pairCount: functionSchema<AnyPairing['pairCount']>(),
  title: functionSchema<AnyPairing['title']>(),
  make: functionSchema<AnyPairing['make']>(),
  isRedrawn: functionSchema<AnyPairing['isRedrawn']>(),
});

const packSchema = z.object({
  id: nameSchema,
  title: textSchema,
  rows: z
    .array(
      z.object({
        id: textSchema,
        network: nameSchema,
        dataset: nameSchema,
        fraction: z.number().gt(0).max(1),
        epochs: z.int().positive(),
        notes: z.array(z.object({ text: z.string() })),
      }),
    )
    .min(1),
});

/**
 * What the `register` of an extension is given: everything that it needs, as it cannot import the lab. It is put together
 * here, as every process that trains, looks into networks or answers people loads this room.
 */
export const EXTENSION_POINTS = {
  /** The zod that schemas of options are made with. */
  z,
  datasets: {
    register: (given: GivenDataset): void => {
      const { load, ...facts } = checked(datasetSchema, given, 'a dataset');
      const definition = { ...facts, needsInstall: false } as DatasetDefinition;
      DATASETS.register(definition);
      SOURCES.register(madeSource(definition, load));
    },
  },
  networks: {
    register: (given: AnyNetwork): void => {
      NETWORKS.register(defineNetwork(checked(networkSchema, given, 'a network') as AnyNetwork));
    },
  },
  pairings: {
    register: (given: AnyPairing): void => {
      const { make, isRedrawn, ...pairing } = checked(pairingSchema, given, 'a pairing');
      PAIRINGS.register(definePairing(pairing));
      PAIR_MAKERS.register(pairMaker(pairing.kind, { make, isRedrawn }));
    },
  },
  ...EVALUATION_POINTS,
  /** Layers, heads, losses and optimisers, each with its form in both engines. */
  ...ENGINE_NOUNS,
  reference: {
    register: (given: ReferencePack): void => REFERENCE_PACKS.register(checked(packSchema, given, 'a reference pack')),
  },
  /** For the processes that start runs, which put their own in this place; one that computes a run has no use for any. */
  executors: { register: (): void => undefined },
  ...FIELD_POINTS,
  /** Parts that plans of networks are made of. */
  plans: { planLayers, classBranch, sameBranch, pairInputs, pairTowers, featuresOf },
} as const;

export type ExtensionPoints = typeof EXTENSION_POINTS;
