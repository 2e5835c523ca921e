import { z } from 'zod';

import { bounded } from '../basics/bounds';
import { expected, wholeNumber } from '../basics/expected';
import { definePairing } from './definition';
import { sameWeightOption } from './options';

const rotationsSay = expected('one to 50 different rotations, such as [1, 2]');
const rotationList = z
  .array(wholeNumber(1, 1_000_000, 'a rotation'), rotationsSay)
  .min(1, rotationsSay)
  .max(50, rotationsSay)
  .refine((list) => new Set(list).size === list.length, rotationsSay);

/**
 * A training that goes on with other rotations: after so many epochs with `rotations`, and then for `every` epochs each
 * first with these, and each time with those one place on. The optimiser goes on as it is.
 */
const furtherSchema = z.strictObject(
  {
    after: bounded('epochs').default(500),
    every: bounded('epochs').default(10),
    rotations: rotationList.default([200, 300]),
  },
  expected('further rotations, such as {"after": 500, "every": 10, "rotations": [200, 300]}, or null'),
);
type Further = z.output<typeof furtherSchema>;

/** For discrimination: image i with image i + r, for each rotation r. */
export const rotations = definePairing({
  kind: 'rotations',
  options: {
    rotations: rotationList.default([1, 2]),
    sameWeight: sameWeightOption,
    /** Null for the same rotations in every epoch. */
    further: furtherSchema.nullable().default(null),
  },
  pairCount: ({ rotations: list }, images) => images * list.length,
  title: ({ rotations: list, further }) =>
    `rotation${list.length === 1 ? '' : 's'} ${list.join(', ')}${further === null ? '' : ` and further ones`}`,
});

/** The rotations of an epoch. @param epoch from 1 */
export function rotationsOf(
  { rotations: list, further }: { readonly rotations: readonly number[]; readonly further: Further | null },
  epoch: number,
): readonly number[] {
  if (further === null || epoch <= further.after) return list;
  const times = Math.floor((epoch - further.after - 1) / further.every);
  return further.rotations.map((rotation) => rotation + times);
}
