import { z } from 'zod';

import { checked, functionSchema, nameSchema } from '../training/extensions/checked';
import type { Executor } from './executor';
import { executorOf, EXECUTORS } from './executors';

const executorSchema: z.ZodType<Executor> = z.object({
  kind: nameSchema,
  probe: functionSchema<Executor['probe']>(),
  start: functionSchema<Executor['start']>(),
});

/** What the `register` of an extension is given for executors, in the processes that start runs. */
export const EXECUTOR_POINT = {
  register: (given: Executor): void => {
    EXECUTORS.register(checked(executorSchema, given, 'an executor'));
  },
  /** Such as "local", to build on. */
  get: executorOf,
} as const;
