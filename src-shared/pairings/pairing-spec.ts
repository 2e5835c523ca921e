import { z } from 'zod';

import { bounded } from '../basics/bounds';
import { describe, expected, kindOf, oneOf, wholeNumber } from '../basics/expected';

const redraw = z.boolean(expected('true or false'));
const sameWeight = bounded('sameWeight');

const rotationsSay = expected('one to 50 different rotations, such as [1, 2]');

export const PAIRING_KINDS = ['class-preserving', 'rotations', 'random-permutation', 'balanced'] as const;
export type PairingKind = (typeof PAIRING_KINDS)[number];

/**
 * How the training pairs of a siamese network are made. For classification, *class-preserving*: each image with itself,
 * and so many paired copies more. For discrimination, *rotations*: image i with image i + r; *random-permutation*: each
 * image with a random other one; *balanced*: as many "same" as "different", two pairs an image.
 */
export const pairingSpecSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('class-preserving'),
      permutations: bounded('permutations').default(2),
      draw: oneOf(
        ['with-replacement', 'permutation'],
        'how partners are drawn, "with-replacement" being the deck\'s',
      ).default('with-replacement'),
      /** Whether partners are drawn anew each epoch. */
      redraw: redraw.default(false),
    }),
    z.strictObject({
      kind: z.literal('rotations'),
      rotations: z
        .array(wholeNumber(1, 1_000_000, 'a rotation'), rotationsSay)
        .min(1, rotationsSay)
        .max(50, rotationsSay)
        .refine((rotations) => new Set(rotations).size === rotations.length, rotationsSay)
        .default([1, 2]),
      sameWeight: sameWeight.default(2),
    }),
    z.strictObject({
      kind: z.literal('random-permutation'),
      permutations: bounded('onlyPermutations').default(1),
      redraw: redraw.default(true),
      sameWeight: sameWeight.default(2),
    }),
    z.strictObject({ kind: z.literal('balanced'), redraw: redraw.default(true) }),
  ],
  {
    error: (issue) =>
      `Received ${describe(kindOf(issue.input))}; expected a pairing that the lab knows: ${PAIRING_KINDS.join(', ')}.`,
  },
);

export type PairingSpec = z.output<typeof pairingSpecSchema>;
export type PairingOf<Kind extends PairingKind> = Extract<PairingSpec, { kind: Kind }>;

/** The training pairs in an epoch. @param images those that are trained on */
export function pairCount(images: number, pairing: PairingSpec): number {
  switch (pairing.kind) {
    case 'class-preserving':
      return images * (1 + pairing.permutations);
    case 'rotations':
      return images * pairing.rotations.length;
    case 'random-permutation':
      return images * pairing.permutations;
    case 'balanced':
      return images * 2;
  }
}
