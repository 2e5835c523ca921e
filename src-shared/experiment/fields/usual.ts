import type { z } from 'zod';

import { NETWORKS } from '../../networks/network-spec';
import { pairingKindsFor } from '../../pairings/pairing-spec';
import { readerOf } from './design-value';
import type { DesignReader, Field } from './types';

/** A design for each network and each pairing that it can learn from, with every setting that depends on another one. */
function possibleDesigns(): readonly DesignReader[] {
  return NETWORKS.kinds().flatMap((network) => {
    const pairings: readonly (string | null)[] = pairingKindsFor(network);
    return (pairings.length === 0 ? [null] : pairings).map((pairing) =>
      readerOf({ network: { kind: network }, pairing: { kind: pairing }, validation: { kind: 'held-out' } }),
    );
  });
}

/** The schemas that a setting has among all networks and pairings. */
export function schemasOf({ schema }: Field): readonly z.ZodType[] {
  return [...new Set(possibleDesigns().flatMap((design) => schema(design) ?? []))];
}

/** The different defaults of a setting among all networks and pairings; none of one that has to be given. */
export function defaultsOf(field: Field): readonly unknown[] {
  const values = schemasOf(field).flatMap((schema) => {
    const result = schema.safeParse(undefined);
    return result.success ? [result.data] : [];
  });
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** A value of a setting as the form holds it, which is also how the command line takes it. */
export function textOfValue({ absence, words }: Field, value: unknown): string {
  if (value === null || value === undefined) return absence?.text ?? '';
  if (typeof value === 'boolean') return words?.[value ? 1 : 0] ?? String(value);
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What the form holds of a setting before anybody has typed. */
export function firstText(field: Field): string {
  return field.first ?? textOfValue(field, defaultsOf(field)[0]);
}
