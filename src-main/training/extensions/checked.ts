import { z } from 'zod';

import { describeProblems, problemsOf } from '#shared/errors/problems';

/** A name that goes into designs, addresses and the names of folders. */
export const nameSchema = z.string().regex(/^[a-z][a-z\d]*(?:-[a-z\d]+)*$/, {
  error: 'Expected a name of small letters, digits and dashes, such as "toy-set".',
});

export const textSchema = z.string().min(1).max(200);

/** A function: what it does with what it is given nobody can check. */
export const functionSchema = <Kind extends (...given: never[]) => unknown>(): z.ZodType<Kind> =>
  z.custom<Kind>((value) => typeof value === 'function', { error: 'Expected a function.' });

/** Schemas of options by name, each a schema of the zod that `register` was given. */
export const optionsSchema = z.record(
  z.string().regex(/^[a-z]\w*$/i),
  z.custom<z.ZodType>((value) => value instanceof z.ZodType, {
    error: 'Expected a schema, made with the `z` that register(lab) is given.',
  }),
);

/**
 * Holds what an extension registers against what it should be.
 * @param what it is registered as: "a dataset"
 * @throws TypeError that says what is wrong, field by field
 */
export function checked<Value>(schema: z.ZodType<Value>, given: unknown, what: string): Value {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new TypeError(`It registers ${what} that is none:\n${describeProblems(problemsOf(result.error, what))}\n`);
}
