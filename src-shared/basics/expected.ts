import { z } from 'zod';

/** Says what was received and what was expected, for every rule of the spec. */
export function expected(what: string): { error: (issue: { readonly input?: unknown }) => string } {
  return { error: (issue) => `Received ${describe(issue.input)}; expected ${what}.` };
}

const MOST_LETTERS = 60;
/** No more of a list is looked at for a message: each takes two letters at least. */
const MOST_SHOWN = MOST_LETTERS / 2;

/** A value as a person would recognise it, cut short. Takes anything, of any size, and never throws. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  const text = textOf(value);
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;
}

function textOf(value: unknown): string {
  try {
    // undefined for a function or a symbol, whatever its type says
    const text = JSON.stringify(value, shortened) as string | undefined;
    return text ?? typeof value;
  } catch {
    // in a circle, or too deep
    return Array.isArray(value) ? 'a list' : 'an object';
  }
}

function shortened(_key: string, inner: unknown): unknown {
  if (typeof inner === 'string') return inner.slice(0, MOST_LETTERS);
  if (typeof inner === 'bigint') return String(inner);
  return Array.isArray(inner) ? inner.slice(0, MOST_SHOWN) : inner;
}

/** JSON knows no −0: what is stored is what is read again. */
const unsignedZero = (value: number): number => (value === 0 ? 0 : value);

export const wholeNumber = (smallest: number, largest: number, what: string): z.ZodNumber => {
  const says = expected(`${what}: a whole number from ${smallest} to ${largest}`);
  return z.number(says).int(says).min(smallest, says).max(largest, says).overwrite(unsignedZero);
};

export const numberBetween = (smallest: number, largest: number, what: string): z.ZodNumber => {
  const says = expected(`${what}: a number from ${smallest} to ${largest}`);
  return z.number(says).min(smallest, says).max(largest, says).overwrite(unsignedZero);
};

/** The same, the larger number left out. */
export const numberBelow = (smallest: number, limit: number, what: string): z.ZodNumber => {
  const says = expected(`${what}: a number from ${smallest} to less than ${limit}`);
  return z.number(says).min(smallest, says).lt(limit, says).overwrite(unsignedZero);
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
