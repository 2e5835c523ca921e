import { createRegistry } from '../../basics/registry';
import type { Field } from './types';

/** Every setting of an experiment: the built-in rows (`index.ts` enters them), and those that an extension has added. */
export const FIELDS = createRegistry<Field>('field', ({ name }) => name);
