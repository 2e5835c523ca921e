import { z } from 'zod';

/** Says what was received and what was expected, for every rule of the spec. */
export function expected(what: string): { error: (issue: { readonly input?: unknown }) => string } {
  return { error: (issue) => `Received ${describe(issue.input)}; expected ${what}.` };
}

/** A value as a person would recognise it, cut short. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  // undefined for a function or a symbol, whatever its type says
  const text = (JSON.stringify(value) as string | undefined) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

export const wholeNumber = (smallest: number, largest: number, what: string): z.ZodNumber => {
  const says = expected(`${what}: a whole number from ${smallest} to ${largest}`);
  return z.number(says).int(says).min(smallest, says).max(largest, says);
};

export const numberBetween = (smallest: number, largest: number, what: string): z.ZodNumber => {
  const says = expected(`${what}: a number from ${smallest} to ${largest}`);
  return z.number(says).min(smallest, says).max(largest, says);
};

export const oneOf = <const Names extends readonly [string, ...string[]]>(
  names: Names,
  what: string,
): z.ZodEnum<{ [Name in Names[number]]: Name }> =>
  z.enum(names, expected(`${what}: ${names.map((name) => `"${name}"`).join(' or ')}`));

/** The `kind` of a value that is one of several, for the message where it is none of them. */
export function kindOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : value;
}
