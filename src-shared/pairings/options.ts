import { z } from 'zod';

import { bounded } from '../basics/bounds';
import { expected } from '../basics/expected';

/** Whether partners are drawn anew each epoch. */
export const redrawOption = z.boolean(expected('true or false'));

/** How much a "same" pair counts, where a "different" one counts 1. The default is the deck's. */
export const sameWeightOption = bounded('sameWeight').default(2);
