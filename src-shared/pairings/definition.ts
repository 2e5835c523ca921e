import { z } from 'zod';

import type { KindOnly } from '../basics/registry';

/** All that is known of a kind of pairing without images. How the pairs are made is the training's business. */
export interface PairingDefinition<Kind extends string = string> {
  readonly kind: Kind;
  /** Of a pairing in a design: its `kind`, and its options with their defaults. */
  readonly schema: z.ZodObject;
  /** The training pairs in an epoch. @param images those that are trained on */
  readonly pairCount: (pairing: KindOnly, images: number) => number;
  /** In English, for the title of an experiment: "2 permutations". */
  readonly title: (pairing: KindOnly) => string;
}

type SpecOf<Kind extends string, Options extends z.ZodRawShape> = z.output<
  z.ZodObject<{ kind: z.ZodLiteral<Kind> } & Options>
>;

/** What is written down of a kind of pairing. */
export interface GivenPairing<Kind extends string, Options extends z.ZodRawShape> {
  readonly kind: Kind;
  /** A schema for each; those with a default may be left out in a design. */
  readonly options: Options;
  readonly pairCount: (pairing: SpecOf<Kind, Options>, images: number) => number;
  readonly title: (pairing: SpecOf<Kind, Options>) => string;
}

export type DefinedPairing<Kind extends string, Options extends z.ZodRawShape> = Omit<
  PairingDefinition<Kind>,
  'schema'
> & {
  readonly schema: z.ZodObject<{ kind: z.ZodLiteral<Kind> } & Options, z.core.$strict>;
};

/** Makes a definition of what is written down. Its functions are only ever given pairings that its schema has read. */
export function definePairing<const Kind extends string, Options extends z.ZodRawShape>({
  kind,
  options,
  pairCount,
  title,
}: GivenPairing<Kind, Options>): DefinedPairing<Kind, Options> {
  type Read = SpecOf<Kind, Options>;
  return {
    kind,
    schema: z.strictObject({ kind: z.literal(kind), ...options }),
    pairCount: (pairing, images) => pairCount(pairing as Read, images),
    title: (pairing) => title(pairing as Read),
  };
}
