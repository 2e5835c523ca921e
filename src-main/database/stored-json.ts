import type { z } from 'zod';

import { describeProblems, problemsOf } from '#shared/errors/problems';

/** What was read of stored JSON. */
export interface Read<Value> {
  /** Null where nothing is stored, or nothing that is understood. */
  readonly value: Value | null;
  /** Why nothing was understood, in a sentence for the user; null where all was. */
  readonly unread: string | null;
  /** The JSON itself, understood or not; undefined where there is none. */
  readonly raw?: unknown;
}

/**
 * Reads JSON of a run, whoever wrote it. Never throws: a newer lab, or a person, may have written what this one does not
 * understand, and nothing else must stop for it.
 * @param what names it in the sentence, such as "The facts of the run"
 */
export function readStored<Value>(schema: z.ZodType, stored: string | null, what: string): Read<Value> {
  if (stored === null) return { value: null, unread: null };
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { value: null, unread: notUnderstood(what, `it is no JSON (${reason})`) };
  }
  return readValue(schema, value, what);
}

/** The same of what is no text any more. */
export function readValue<Value>(schema: z.ZodType, value: unknown, what: string): Read<Value> {
  const parsed = schema.safeParse(value);
  // the types of its words are wider only where a newer lab may know more of them
  if (parsed.success) return { value: parsed.data as Value, unread: null, raw: value };
  return {
    value: null,
    raw: value,
    unread: notUnderstood(what, describeProblems(problemsOf(parsed.error).slice(0, 1))),
  };
}

function notUnderstood(what: string, why: string): string {
  return `${what} is not understood by this lab, and is left out here; it is kept as it is stored. ${why}`;
}

/** What was understood, and the sentences of what was not. */
export function readAll<Value>(parts: readonly Read<Value>[]): {
  readonly values: readonly Value[];
  readonly unread: readonly string[];
} {
  return {
    values: parts.flatMap(({ value }) => (value === null ? [] : [value])),
    unread: parts.flatMap(({ unread }) => unread ?? []),
  };
}
