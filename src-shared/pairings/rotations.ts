import { z } from 'zod';

import { expected, wholeNumber } from '../basics/expected';
import { definePairing } from './definition';
import { sameWeightOption } from './options';

const rotationsSay = expected('one to 50 different rotations, such as [1, 2]');

/** For discrimination: image i with image i + r, for each rotation r. */
export const rotations = definePairing({
  kind: 'rotations',
  options: {
    rotations: z
      .array(wholeNumber(1, 1_000_000, 'a rotation'), rotationsSay)
      .min(1, rotationsSay)
      .max(50, rotationsSay)
      .refine((list) => new Set(list).size === list.length, rotationsSay)
      .default([1, 2]),
    sameWeight: sameWeightOption,
  },
  pairCount: ({ rotations: list }, images) => images * list.length,
  title: ({ rotations: list }) => `rotation${list.length === 1 ? '' : 's'} ${list.join(', ')}`,
});
