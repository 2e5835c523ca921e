import { z } from 'zod';

import type { KindOnly } from '../basics/registry';
import type { ImageFacts } from '../datasets/datasets';
import type { HeadKind, NetworkPlan, OutputName } from './plan';
import type { WeightsName } from './weights';

/** What a network starts from, as far as its name tells. *head*: all but the classes is frozen. */
export type NetworkStart =
  | { readonly kind: 'random' }
  | { readonly kind: 'tuned' }
  | { readonly kind: 'frozen'; readonly layer: string }
  | { readonly kind: 'head' };

/** All that the lab knows of a kind of network. */
export interface NetworkDefinition<Kind extends string = string> {
  readonly kind: Kind;
  /** In English. */
  readonly name: string;
  /** Of a network in a design: its `kind`, and its options with their defaults. */
  readonly schema: z.ZodObject;
  /** How many images it looks at at a time. One that looks at two is trained on pairs. */
  readonly inputs: 1 | 2;
  /** What it tells, the one that it is for first. */
  readonly outputs: readonly [OutputName, ...OutputName[]];
  /** What can join its towers on the way to its first output, its own first. */
  readonly heads: readonly [HeadKind, ...HeadKind[]];
  /** Kinds of pairings that it can learn from, its own first; none for one that looks at one image. */
  readonly pairings: readonly string[];
  /** @throws RangeError where the images are too small for it */
  readonly plan: (network: KindOnly, facts: ImageFacts) => Omit<NetworkPlan, 'network'>;
  /** Weights of others that it starts from; null for random ones. */
  readonly startingWeights: (network: KindOnly) => WeightsName | null;
  readonly start: (network: KindOnly) => NetworkStart;
}

/** A network as its options' schemas give it. */
type SpecOf<Kind extends string, Options extends z.ZodRawShape> = z.output<
  z.ZodObject<{ kind: z.ZodLiteral<Kind> } & Options>
>;

/** What is written down of a kind of network. */
export interface GivenNetwork<Kind extends string, Options extends z.ZodRawShape> extends Pick<
  NetworkDefinition<Kind>,
  'kind' | 'name' | 'inputs' | 'outputs' | 'heads'
> {
  /** A schema for each; those with a default may be left out in a design. */
  readonly options: Options;
  /** @default none */
  readonly pairings?: readonly string[];
  readonly plan: (network: SpecOf<Kind, Options>, facts: ImageFacts) => Omit<NetworkPlan, 'network'>;
  /** @default random ones */
  readonly startingWeights?: (network: SpecOf<Kind, Options>) => WeightsName | null;
  /** @default random */
  readonly start?: (network: SpecOf<Kind, Options>) => NetworkStart;
}

export type DefinedNetwork<Kind extends string, Options extends z.ZodRawShape> = Omit<
  NetworkDefinition<Kind>,
  'schema'
> & {
  readonly schema: z.ZodObject<{ kind: z.ZodLiteral<Kind> } & Options, z.core.$strict>;
};

/** Makes a definition of what is written down. Its functions are only ever given networks that its schema has read. */
export function defineNetwork<const Kind extends string, Options extends z.ZodRawShape>(
  given: GivenNetwork<Kind, Options>,
): DefinedNetwork<Kind, Options> {
  const { kind, name, inputs, outputs, heads, options, pairings = [], plan, startingWeights, start } = given;
  type Read = SpecOf<Kind, Options>;
  return {
    kind,
    name,
    schema: z.strictObject({ kind: z.literal(kind), ...options }),
    inputs,
    outputs,
    heads,
    pairings,
    plan: (network, facts) => plan(network as Read, facts),
    startingWeights: (network) => startingWeights?.(network as Read) ?? null,
    start: (network) => start?.(network as Read) ?? { kind: 'random' },
  };
}
