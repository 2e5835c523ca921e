import { z } from 'zod';

import { createRegistry, type KindOnly } from '../basics/registry';
import { registeredSchema } from '../basics/registered-schema';
import { NETWORKS, type NetworkKind } from '../networks/network-spec';
import { BUILT_IN_PAIRINGS } from './built-in';
import type { PairingDefinition } from './definition';

/** Every way that the lab knows to make the training pairs of a network that looks at two images. */
export const PAIRINGS = createRegistry<PairingDefinition>('pairing', ({ kind }) => kind);
for (const pairing of BUILT_IN_PAIRINGS) PAIRINGS.register(pairing);

export type PairingKind = string;
export type BuiltInPairingKind = (typeof BUILT_IN_PAIRINGS)[number]['kind'];

type BuiltInSchema = (typeof BUILT_IN_PAIRINGS)[number]['schema'];
export type BuiltInPairing = z.output<BuiltInSchema>;
export type PairingOf<Kind extends BuiltInPairingKind> = Extract<BuiltInPairing, { readonly kind: Kind }>;

/** A pairing of a design. Options can be asked for by name (`'redraw' in pairing`). */
export type PairingSpec = BuiltInPairing | KindOnly;
export type PairingDraft = z.input<BuiltInSchema> | KindOnly;

/** By the definition of its kind, which is looked up when a pairing is read. */
export const pairingSpecSchema = registeredSchema<PairingSpec, PairingDraft>(PAIRINGS);

/** The kind of a pairing that the lab knows. */
export const pairingKindSchema = z
  .string()
  .refine((kind) => PAIRINGS.find(kind) !== undefined, { error: ({ input }) => PAIRINGS.refusal(input) });

export function isPairingOf<Kind extends BuiltInPairingKind>(
  pairing: PairingSpec,
  kind: Kind,
): pairing is PairingOf<Kind> {
  return pairing.kind === kind;
}

/** The training pairs in an epoch. @param images those that are trained on */
export function pairCount(images: number, pairing: PairingSpec): number {
  return PAIRINGS.get(pairing.kind).pairCount(pairing, images);
}

/** The pairings that a network can learn from, its own first; none for one that looks at one image, or is not known. */
export function pairingKindsFor(kind: NetworkKind): readonly PairingKind[] {
  return NETWORKS.find(kind)?.pairings ?? [];
}
