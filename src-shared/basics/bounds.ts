import { z } from 'zod';

import { numberBetween, wholeNumber } from './expected';

/** A number of a design: what it counts, and the bounds that it has, both allowed. */
export interface NumberBounds {
  readonly isWhole: boolean;
  readonly least: number;
  readonly most: number;
  /** In English, as an error says it. */
  readonly what: string;
}

const whole = (least: number, most: number, what: string): NumberBounds => ({ isWhole: true, least, most, what });
const between = (least: number, most: number, what: string): NumberBounds => ({ isWhole: false, least, most, what });

/** Of every number with two bounds. The schemas are made from it, and so are the texts of the form in each language. */
export const NUMBER_BOUNDS = {
  width: whole(1, 512, 'filters of the first convolution'),
  embedding: whole(1, 4096, 'units of the embedding'),
  dropout: between(0, 0.95, 'the part of the values that dropout drops'),
  l2: between(0, 1, 'the L2 penalty on every kernel'),
  headUnits: whole(0, 4096, 'units of the dense layer before the classes'),
  permutations: whole(0, 50, 'paired copies of the training set'),
  /** Where a network is trained on nothing but them. */
  onlyPermutations: whole(1, 50, 'paired copies of the training set'),
  sameWeight: between(0.01, 100, 'how much a "same" pair counts, where a "different" one counts 1'),
  patience: whole(1, 10_000, 'epochs without a smaller loss'),
  momentum: between(0, 0.999, 'the momentum of sgd'),
  batchSize: whole(1, 4096, 'images in a batch'),
  epochs: whole(1, 10_000, 'passes over the training set'),
  heldOut: between(0.01, 0.5, 'the part of the training images to hold out'),
  threads: whole(1, 1024, 'threads of the processor'),
  seed: whole(1, 2_147_483_647, 'a seed'),
  epoch: whole(1, 10_000, 'an epoch'),
} as const satisfies Readonly<Record<string, NumberBounds>>;
export type BoundedNumber = keyof typeof NUMBER_BOUNDS;

/** What each of them counts, in English. */
export const NUMBER_WHATS = Object.fromEntries(
  Object.entries(NUMBER_BOUNDS).map(([name, { what }]) => [name, what]),
) as Readonly<Record<BoundedNumber, string>>;

const BOUNDED = z.registry<{ name: BoundedNumber }>();

/** The schema of a number with two bounds. */
export function bounded(name: BoundedNumber): z.ZodNumber {
  const { isWhole, least, most, what } = NUMBER_BOUNDS[name];
  const schema = isWhole ? wholeNumber(least, most, what) : numberBetween(least, most, what);
  return schema.register(BOUNDED, { name });
}

/** The name of the bounds that a schema was made with; undefined for any other schema. */
export function boundsNameOf(schema: z.ZodType): BoundedNumber | undefined {
  return BOUNDED.get(schema)?.name;
}
