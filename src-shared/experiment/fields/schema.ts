import { z } from 'zod';

import { boundsNameOf, type BoundedNumber } from '../../basics/bounds';
import { NETWORKS } from '../../networks/network-spec';
import { PAIRINGS } from '../../pairings/pairing-spec';
import type { DesignReader } from './types';

/** The schema below its default, and below "or null". */
export function innermost(schema: z.ZodType): z.ZodType {
  let inner: unknown = schema;
  while (
    inner instanceof z.ZodDefault ||
    inner instanceof z.ZodPrefault ||
    inner instanceof z.ZodNullable ||
    inner instanceof z.ZodOptional
  ) {
    inner = inner.unwrap();
  }
  return inner as z.ZodType;
}

/** The values of a schema that has a few; none of any other. */
export function valuesOf(schema: z.ZodType): readonly string[] {
  const inner = innermost(schema);
  return inner instanceof z.ZodEnum ? inner.options.map(String) : [];
}

/** The bounds of a number, by their name; undefined where a schema has no two bounds that the lab has texts for. */
export function boundsOf(schema: z.ZodType): BoundedNumber | undefined {
  return boundsNameOf(innermost(schema));
}

/** The schema of an option that one kind of a thing has; null where it has no such option. @param name `transfer.weights` */
function optionOf(options: z.ZodObject | undefined, name: string): z.ZodType | null {
  let schema: z.ZodType | undefined = options;
  for (const part of name.split('.')) {
    const inner: z.ZodType | undefined = schema && innermost(schema);
    schema = inner instanceof z.ZodObject ? (inner.shape[part] as z.ZodType | undefined) : undefined;
  }
  return schema ?? null;
}

/** The option of whatever network the design has; null where that network does not have it. */
export const networkOption =
  (name: string) =>
  (design: DesignReader): z.ZodType | null =>
    optionOf(NETWORKS.find(String(design('network.kind')))?.schema, name);

/** The option of whatever pairing the design has; null where that pairing does not have it. */
export const pairingOption =
  (name: string) =>
  (design: DesignReader): z.ZodType | null =>
    optionOf(PAIRINGS.find(String(design('pairing.kind')))?.schema, name);

/** What `oneOfNames` has made: a list of runs asks for the same few for each of its lines. */
const made = new Map<string, z.ZodType>();

/**
 * One of some names, which may be more tomorrow; null where there is none.
 * @param usual the one that nobody has to say; without it the name has to be given
 */
export function oneOfNames(names: readonly string[], usual?: string): z.ZodType | null {
  const [first, ...others] = names;
  if (first === undefined) return null;
  const key = JSON.stringify([usual, names]);
  const known = made.get(key);
  if (known !== undefined) return known;
  const schema = z.enum([first, ...others]);
  const named = usual === undefined ? schema : schema.default(usual);
  made.set(key, named);
  return named;
}
