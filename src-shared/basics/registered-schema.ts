import { z } from 'zod';

import { kindOf } from './expected';
import type { Registry } from './registry';

/**
 * A schema for a value that is one of a registry's entries, by its `kind`, and has the options of that entry. The registry
 * is asked when a value is read, so that what is registered later is known too.
 */
export function registeredSchema<Output, Input>(
  registry: Pick<Registry<{ readonly schema: z.ZodType }>, 'noun' | 'find' | 'refusal'>,
): z.ZodType<Output, Input> {
  return z.unknown().transform((value, context): Output => {
    const kind = kindOf(value);
    const entry = typeof kind === 'string' && kind !== value ? registry.find(kind) : undefined;
    if (entry === undefined) {
      context.issues.push({ code: 'custom', path: ['kind'], input: value, message: registry.refusal(kind) });
      return z.NEVER;
    }
    const result = entry.schema.safeParse(value);
    if (result.success) return result.data as Output;
    for (const issue of result.error.issues) context.issues.push(...rawIssues(issue, registry.noun));
    return z.NEVER;
  }) as unknown as z.ZodType<Output, Input>;
}

/** An issue as one of the whole. A field too many would not stop what comes after this schema, so it becomes one that does. */
function rawIssues(issue: z.core.$ZodIssue, noun: string): z.core.$ZodRawIssue[] {
  if (issue.code !== 'unrecognized_keys') return [{ ...issue, input: issue.input } as z.core.$ZodRawIssue];
  const owner = [noun, ...issue.path].join('.');
  return issue.keys.map((key) => ({
    code: 'custom',
    path: [...issue.path, key],
    input: issue.input,
    message: `Received the field "${key}", which this ${owner} does not have; leave it out.`,
  }));
}
